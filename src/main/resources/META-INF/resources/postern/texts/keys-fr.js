/** Les textes de la page des propriétaires, en français. */
export default {
  title: 'Clés d’API',
  intro: 'Une clé permet à un script d’utiliser cette application en votre nom, sans votre mot de passe. Donnez à chaque '
    + 'script sa propre clé.',
  create: 'Nouvelle clé d’API',
  backToApplication: '← Retour à l’application',

  emptyText: 'Créez-en une pour chaque script ou outil qui doit accéder à cette application en votre nom. Vous pouvez '
    + 'supprimer une clé à tout moment ; votre mot de passe n’apparaît pas dans vos scripts.',
  emptyForbidden: 'Vous ne pouvez pas créer de clés d’API vous-même. Demandez-en une à votre administrateur.',
  emptyHidden: 'Vous pouvez créer des clés d’API, mais pas en afficher la liste.',

  columnCreated: 'Création',
  columnExpires: 'Expiration',
  search: 'Rechercher une clé',
  sortBy: 'Trier par',
  nothingFound: 'Aucune clé ne correspond à votre recherche.',
  pages: 'Pages de la liste',
  perPage: 'Par page',
  range: '{from}–{to} sur {all}',
  previousPage: 'Page précédente',
  nextPage: 'Page suivante',

  suspendsSoon: 'Suspension {when}',
  waitsSignIn: 'En attente de votre connexion',
  resumed: 'Reprise',

  detailsOf: 'Détails de {name}',
  detailLogin: 'Créée avec',
  loginLocal: 'Connexion par nom et mot de passe',
  loginSaml: 'Authentification unique (SAML)',
  detailApproved: 'Approbation',
  detailSessionEnd: 'Fin de votre session SSO',
  detailSuspends: 'Suspendue, sauf connexion par SSO avant',
  seenInClearText: 'Cette clé a été vue en clair le {when} : d’autres ont pu la lire en chemin. Renouvelez-la '
    + 'et envoyez-la uniquement par https.',
  seenInUrlText: 'Cette clé a été trouvée dans une URL le {when}. Les URL restent dans des journaux et des historiques que '
    + 'd’autres peuvent lire. Créez une nouvelle clé, placez-la dans votre script, puis supprimez celle-ci.',
  stillUsedText: 'Cette clé ne fonctionne pas, et pourtant un script l’utilise encore : dernière tentative le {when}. Donnez '
    + 'à ce script une clé valide, ou supprimez celle-ci si vous ne connaissez pas ce script.',
  stillUsedFrom: 'Cette clé ne fonctionne pas, et pourtant un script l’utilise encore : dernière tentative le {when} depuis '
    + '{address}. Donnez à ce script une clé valide, ou supprimez celle-ci si vous ne connaissez pas ce script.',
  approvalText: 'La clé ne fonctionnera qu’après l’approbation d’un administrateur.',
  signInWaits: 'Cette clé fonctionnera à partir de votre prochaine connexion par SSO.',
  rotationWaits: 'Cette clé fonctionnera de nouveau quand vous l’aurez renouvelée, car d’autres ont pu la '
    + 'lire. Sinon, supprimez-la et créez-en une autre.',
  disabledText: '{name} a désactivé cette clé : {when}. Seul un administrateur peut la réactiver.',
  suspendedText: 'Cette clé est suspendue, car votre dernière connexion par SSO est trop ancienne. Connectez-vous '
    + 'par SSO et elle fonctionnera de nouveau.',
  movedText: 'Cette clé est suspendue, car vous ne vous connectez plus de la même façon que lors de sa création. '
    + 'Confirmez que vous en avez encore besoin, ou supprimez-la.',
  resumedText: 'Elle était suspendue et fonctionne de nouveau depuis votre connexion du {when}. Supprimez-la si vous '
    + 'ne la connaissez pas.',
  resumedKeys: 'Ces clés étaient suspendues et fonctionnent de nouveau depuis votre connexion du {when} : '
    + '{names}{more}. Supprimez celles que vous ne connaissez pas.',
  history: 'Historique',
  historyFailed: 'L’historique de cette clé n’a pas pu être chargé.',
  event_created: 'Création',
  event_changed: 'Modification',
  event_rotated: 'Renouvellement',
  event_approved: 'Approbation',
  event_resumed: 'Reprise',
  event_revoked: 'Suppression',
  event_revealed: 'Secret affiché',
  event_denied: 'Refus',
  event_forbidden: 'Refus : action non autorisée',

  createTitle: 'Nouvelle clé d’API',
  createFor: 'La clé agira au nom de {owner}.',
  previewNever: 'La clé fonctionnera jusqu’à ce que vous la supprimiez. Une clé qui prend fin d’elle-même est plus sûre.',
  scopesHint: 'Si rien n’est coché, la clé peut faire tout ce que vous pouvez faire.',
  networks: 'Limiter les adresses d’où la clé est acceptée',
  networksHint: 'Adresses ou réseaux, un par ligne, par exemple 192.0.2.7 ou 10.0.0.0/8. Si le champ reste vide, la clé est '
    + 'acceptée de partout.',
  replacing: 'Cette clé remplacera {names}. Les scripts qui l’utilisent ne fonctionneront plus tant qu’ils n’auront pas la '
    + 'nouvelle.',
  draftRestored: 'Ce que vous aviez saisi est de nouveau là.',
  draftSent: 'Vous aviez envoyé ce formulaire, mais la réponse n’est pas arrivée. Envoyez-le de nouveau : si la clé existe '
    + 'déjà, aucune autre ne sera créée.',

  blockedTitle: 'Aucune clé ne peut être créée pour l’instant',
  obstacleExpired: 'Vous avez une clé expirée. Supprimez-la d’abord.',
  obstacleFull: 'Vous avez déjà autant de clés que permis : {amount}. Supprimez-en une d’abord.',
  blockedText: 'Supprimez une clé ci-dessous pour continuer :',

  secretTitle: 'Votre nouvelle clé d’API',
  replayTitle: 'Cette clé a déjà été créée',
  replayText: '{name} a été créée lors d’une tentative précédente. Une clé n’est affichée qu’une fois et ne peut plus l’être. '
    + 'Si vous ne l’avez pas, supprimez-la et créez-en une nouvelle.',
  shownBefore: 'La clé {name} a été affichée avant que cette page soit quittée ou rechargée. Elle ne peut plus l’être. Si '
    + 'vous ne l’avez pas enregistrée, supprimez-la et créez-en une nouvelle.',
  shownStored: 'Je l’ai enregistrée',

  editNamed: 'Modifier {name}',
  editTitle: 'Modifier la clé d’API',
  endIsFixed: 'La fin de la clé ne peut pas être modifiée ici.',
  saved: '{name} a été enregistrée.',
  savedTitle: 'La clé a été enregistrée',
  disableNamed: 'Désactiver {name}',
  disabled: '{name} est désactivée. Les scripts qui l’utilisent sont refusés jusqu’à ce que vous la réactiviez.',
  enableNamed: 'Activer {name}',
  enabled: '{name} fonctionne de nouveau.',
  rotateNamed: 'Renouveler {name}',
  rotateTitle: 'Renouveler cette clé ?',
  rotateText: '{name} reçoit un nouveau secret, affiché une seule fois. L’ancien peut encore fonctionner un moment, le temps '
    + 'de modifier vos scripts.',
  rotateAtOnce: '{name} reçoit un nouveau secret, affiché une seule fois. L’ancien cesse aussitôt de fonctionner.',
  rotatedTitle: 'Votre nouveau secret',
  revealNamed: 'Afficher la clé {name}',
  revealTitle: 'Afficher la clé d’API',
  revealText: 'Le secret de {name} s’affiche sur cet écran. Cette action est consignée.',
  confirmKey: 'Confirmer',
  confirmKeyNamed: 'Confirmer {name}',
  confirmTitle: 'Continuer à utiliser cette clé ?',
  confirmText: '{name} fonctionnera de nouveau, selon les règles de votre façon actuelle de vous connecter. Elle peut prendre '
    + 'fin plus tôt qu’avant, jamais plus tard.',
  confirmed: '{name} fonctionne de nouveau.',

  deleteNamed: 'Supprimer {name}',
  deleteTitle: 'Supprimer cette clé d’API ?',
  deleteText: '{name} cesse aussitôt de fonctionner pour tous les scripts qui l’utilisent. Cette action est définitive.',
  deleteChain: 'Cette clé a été renouvelée entre-temps, et celle qui lui succède fonctionne. Supprimez à nouveau '
    + 'pour la supprimer aussi.',
  deleting: 'Suppression…',
  deleted: '{name} a été supprimée.',
  deleteAll: 'Tout supprimer',
  deleteAllKeys: 'Supprimer toutes les clés…',
  deleteAllTitle: 'Supprimer toutes vos clés d’API ?',
  deleteAllText: 'Toutes vos clés ({count}) cessent aussitôt de fonctionner, pour tous les scripts. Cette action est '
    + 'définitive. Faites-le si quelqu’un a pu s’en emparer.',
  deletedAll: 'Toutes vos clés ont été supprimées ({count}).',

  errorList: 'Vos clés n’ont pas pu être chargées.',
};
