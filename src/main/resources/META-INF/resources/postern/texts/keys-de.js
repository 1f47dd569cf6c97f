/** Die Texte der Seite für Inhaber auf Deutsch. */
export default {
  title: 'API-Schlüssel',
  intro: 'Mit einem Schlüssel nutzt ein Skript diese Anwendung in Ihrem Namen, ohne Ihr Passwort. Geben Sie jedem Skript '
    + 'einen eigenen Schlüssel.',
  create: 'Neuer API-Schlüssel',
  backToApplication: '← Zurück zur Anwendung',

  emptyText: 'Erzeugen Sie einen für jedes Skript oder Werkzeug, das in Ihrem Namen auf diese Anwendung zugreifen soll. Sie '
    + 'können einen Schlüssel jederzeit löschen; Ihr Passwort bleibt aus Ihren Skripten heraus.',
  emptyForbidden: 'Sie dürfen selbst keine API-Schlüssel erzeugen. Bitten Sie Ihren Administrator um einen.',
  emptyHidden: 'Sie dürfen API-Schlüssel erzeugen, aber nicht auflisten.',

  columnCreated: 'Erzeugt',
  columnExpires: 'Läuft ab',
  search: 'Schlüssel suchen',
  sortBy: 'Sortieren nach',
  nothingFound: 'Kein Schlüssel passt zu Ihrer Suche.',
  pages: 'Seiten der Liste',
  perPage: 'Pro Seite',
  range: '{from}–{to} von {all}',
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',

  suspendsSoon: 'Wird {when} ausgesetzt',
  waitsSignIn: 'Wartet auf Ihre Anmeldung',
  resumed: 'Gilt wieder',

  detailsOf: 'Details zu {name}',
  detailLogin: 'Erzeugt über',
  loginLocal: 'Anmeldung mit Name und Passwort',
  loginSaml: 'Single Sign-on (SAML)',
  detailApproved: 'Freigegeben',
  detailSessionEnd: 'Ihre SSO-Sitzung endet',
  detailSuspends: 'Wird ausgesetzt, falls Sie sich nicht vorher per SSO anmelden',
  seenInClearText: 'Dieser Schlüssel kam am {when} unverschlüsselt an; unterwegs konnten andere ihn lesen. '
    + 'Erneuern Sie ihn, und senden Sie ihn nur per https.',
  seenInUrlText: 'Dieser Schlüssel wurde am {when} in einer URL gefunden. URLs stehen in Protokollen und Verläufen, die '
    + 'andere lesen können. Erzeugen Sie einen neuen Schlüssel, tragen Sie ihn in Ihr Skript ein und löschen Sie dann diesen.',

  stillUsedText: 'Dieser Schlüssel gilt nicht, und doch benutzt ihn noch ein Skript: zuletzt am {when}. Geben Sie dem Skript '
    + 'einen gültigen Schlüssel, oder löschen Sie diesen, wenn Sie das Skript nicht kennen.',
  stillUsedFrom: 'Dieser Schlüssel gilt nicht, und doch benutzt ihn noch ein Skript: zuletzt am {when} von {address}. Geben '
    + 'Sie dem Skript einen gültigen Schlüssel, oder löschen Sie diesen, wenn Sie das Skript nicht kennen.',
  approvalText: 'Der Schlüssel gilt erst, wenn ein Administrator ihn freigegeben hat.',
  signInWaits: 'Dieser Schlüssel gilt ab Ihrer nächsten Anmeldung per SSO.',
  rotationWaits: 'Dieser Schlüssel gilt erst wieder, wenn Sie ihn erneuern, denn andere haben ihn '
    + 'vielleicht gelesen. Geht das nicht, löschen Sie ihn und erzeugen Sie einen neuen.',
  disabledText: '{name} hat diesen Schlüssel abgeschaltet: {when}. Nur ein Administrator kann ihn wieder '
    + 'einschalten.',
  suspendedText: 'Dieser Schlüssel ist ausgesetzt, weil Ihre letzte Anmeldung per SSO zu lange her ist. Melden Sie '
    + 'sich per SSO an, und er gilt wieder.',
  movedText: 'Dieser Schlüssel ist ausgesetzt, weil Sie sich heute anders anmelden als damals, als er erzeugt '
    + 'wurde. Bestätigen Sie, dass Sie ihn noch brauchen, oder löschen Sie ihn.',
  resumedText: 'Er war ausgesetzt und gilt wieder, seit Sie sich am {when} angemeldet haben. Löschen Sie ihn, wenn '
    + 'Sie ihn nicht kennen.',
  resumedKeys: 'Diese Schlüssel waren ausgesetzt und gelten wieder, seit Sie sich am {when} angemeldet haben: '
    + '{names}{more}. Löschen Sie, was Sie nicht kennen.',
  history: 'Verlauf',
  historyFailed: 'Der Verlauf dieses Schlüssels konnte nicht geladen werden.',
  event_created: 'Erzeugt',
  event_changed: 'Geändert',
  event_rotated: 'Erneuert',
  event_approved: 'Freigegeben',
  event_resumed: 'Gilt wieder',
  event_revoked: 'Gelöscht',
  event_revealed: 'Geheimnis angezeigt',
  event_denied: 'Abgewiesen',
  event_forbidden: 'Abgewiesen: nicht erlaubt',

  createTitle: 'Neuer API-Schlüssel',
  createFor: 'Der Schlüssel handelt als {owner}.',
  previewNever: 'Der Schlüssel gilt, bis Sie ihn löschen. Sicherer ist ein Schlüssel, der von selbst endet.',
  scopesHint: 'Ist nichts angekreuzt, darf der Schlüssel alles, was Sie dürfen.',
  networks: 'Einschränken, von wo der Schlüssel angenommen wird',
  networksHint: 'Adressen oder Netze, je eine Zeile, zum Beispiel 192.0.2.7 oder 10.0.0.0/8. Bleibt das Feld leer, wird der '
    + 'Schlüssel von überall angenommen.',
  replacing: 'Dieser Schlüssel ersetzt {names}. Skripte, die ihn benutzen, brauchen danach den neuen Schlüssel.',
  draftRestored: 'Was Sie eingegeben hatten, steht wieder da.',
  draftSent: 'Sie hatten dieses Formular abgeschickt, aber die Antwort kam nicht an. Schicken Sie es noch einmal ab: Wurde '
    + 'der Schlüssel schon erzeugt, entsteht kein zweiter.',

  blockedTitle: 'Zurzeit kann kein neuer Schlüssel erzeugt werden',
  obstacleExpired: 'Sie haben einen abgelaufenen Schlüssel. Löschen Sie ihn zuerst.',
  obstacleFull: 'Sie haben so viele Schlüssel, wie Sie haben dürfen: {amount}. Löschen Sie zuerst einen.',
  blockedText: 'Löschen Sie unten einen Schlüssel, um fortzufahren:',

  secretTitle: 'Ihr neuer API-Schlüssel',
  replayTitle: 'Dieser Schlüssel wurde schon erzeugt',
  replayText: '{name} wurde von einem früheren Versuch erzeugt. Ein Schlüssel wird nur einmal gezeigt und kann nicht wieder '
    + 'gezeigt werden. Haben Sie ihn nicht, so löschen Sie ihn und erzeugen einen neuen.',
  shownBefore: 'Der Schlüssel {name} wurde gezeigt, bevor diese Seite verlassen oder neu geladen wurde. Er kann nicht wieder '
    + 'gezeigt werden. Haben Sie ihn nicht gespeichert, so löschen Sie ihn und erzeugen einen neuen.',
  shownStored: 'Ich habe ihn gespeichert',

  editNamed: '{name} bearbeiten',
  editTitle: 'API-Schlüssel bearbeiten',
  endIsFixed: 'Wann der Schlüssel endet, kann hier nicht geändert werden.',
  saved: '{name} wurde gespeichert.',
  savedTitle: 'Der Schlüssel wurde gespeichert',
  disableNamed: '{name} abschalten',
  disabled: '{name} ist abgeschaltet. Skripte, die ihn benutzen, werden abgewiesen, bis Sie ihn wieder einschalten.',
  enableNamed: '{name} einschalten',
  enabled: '{name} gilt wieder.',
  rotateNamed: '{name} erneuern',
  rotateTitle: 'Diesen Schlüssel erneuern?',
  rotateText: '{name} bekommt ein neues Geheimnis, das einmal gezeigt wird. Das alte kann noch eine Weile gelten, damit Sie '
    + 'Zeit haben, Ihre Skripte zu ändern.',
  rotateAtOnce: '{name} bekommt ein neues Geheimnis, das einmal gezeigt wird. Das alte gilt sofort nicht mehr.',
  rotatedTitle: 'Ihr neues Geheimnis',
  revealNamed: 'Den Schlüssel {name} anzeigen',
  revealTitle: 'API-Schlüssel anzeigen',
  revealText: 'Das Geheimnis von {name} wird auf diesem Bildschirm angezeigt. Das wird festgehalten.',
  confirmKey: 'Bestätigen',
  confirmKeyNamed: '{name} bestätigen',
  confirmTitle: 'Diesen Schlüssel weiter benutzen?',
  confirmText: '{name} gilt dann wieder, nach den Regeln für die Art, wie Sie sich heute anmelden. Er kann früher enden als '
    + 'bisher, nie später.',
  confirmed: '{name} gilt wieder.',

  deleteNamed: '{name} löschen',
  deleteTitle: 'Diesen API-Schlüssel löschen?',
  deleteText: '{name} gilt sofort nicht mehr, für kein Skript. Das kann nicht rückgängig gemacht werden.',
  deleteChain: 'Dieser Schlüssel wurde inzwischen erneuert, und sein Nachfolger gilt. Noch einmal „Löschen“ löscht '
    + 'auch den Nachfolger.',
  deleting: 'Wird gelöscht…',
  deleted: '{name} wurde gelöscht.',
  deleteAll: 'Alle löschen',
  deleteAllKeys: 'Alle Schlüssel löschen…',
  deleteAllTitle: 'Alle Ihre API-Schlüssel löschen?',
  deleteAllText: 'Alle Ihre Schlüssel ({count}) gelten sofort nicht mehr, für kein Skript. Das kann nicht rückgängig gemacht '
    + 'werden. Tun Sie das, wenn jemand an sie gelangt sein könnte.',
  deletedAll: 'Alle Ihre Schlüssel wurden gelöscht ({count}).',

  errorList: 'Ihre Schlüssel konnten nicht geladen werden.',
};
