/** The texts of the owners’ page in English, which stand in for what another language lacks. */
export default {
  title: 'API keys',
  intro: 'A key lets a script use this application as you, without your password. Give each script its own key.',
  create: 'New API key',
  backToApplication: '← Back to the application',

  emptyText: 'Create one for each script or tool that should reach this application on your behalf. You can delete a key at '
    + 'any time; your password stays out of your scripts.',
  emptyForbidden: 'You may not create API keys yourself. Ask your administrator for one.',
  emptyHidden: 'You may create API keys, but not list them.',

  columnCreated: 'Created',
  columnExpires: 'Expires',
  search: 'Search keys',
  sortBy: 'Sort by',
  nothingFound: 'No key matches your search.',
  pages: 'Pages of the list',
  perPage: 'Per page',
  range: '{from}–{to} of {all}',
  previousPage: 'Previous page',
  nextPage: 'Next page',

  suspendsSoon: 'Suspended {when}',
  waitsSignIn: 'Waits for your sign-in',
  resumed: 'Resumed',

  detailsOf: 'Details of {name}',
  detailLogin: 'Created through',
  loginLocal: 'Sign-in with name and password',
  loginSaml: 'Single sign-on (SAML)',
  detailApproved: 'Approved',
  detailSessionEnd: 'Your SSO session ends',
  detailSuspends: 'Suspended, unless you sign in by SSO before',
  seenInClearText: 'This key was seen unencrypted on {when}: others could read it on its way. Rotate it, and '
    + 'send it by https only.',
  seenInUrlText: 'This key was found in a URL on {when}. URLs are kept in logs and histories where others can read them. '
    + 'Create a new key, put it into your script, then delete this one.',

  stillUsedText: 'This key does not work, and yet a script still uses it: last on {when}. Give that script a key that works, '
    + 'or delete this one if you do not know the script.',
  stillUsedFrom: 'This key does not work, and yet a script still uses it: last on {when} from {address}. Give that script a '
    + 'key that works, or delete this one if you do not know the script.',
  approvalText: 'The key will work only after an administrator has approved it.',
  signInWaits: 'This key starts to work at your next sign-in by SSO.',
  rotationWaits: 'This key works again once you rotate it, because others may have read it. If you cannot, '
    + 'delete it and create a new one.',
  disabledText: '{name} disabled this key on {when}. Only an administrator can enable it again.',
  suspendedText: 'This key is suspended because your last sign-in by SSO is too long ago. Sign in by SSO, and it '
    + 'works again.',
  movedText: 'This key is suspended because you sign in differently now than when it was created. Confirm that you '
    + 'still need it, or delete it.',
  resumedText: 'It was suspended, and works again since you signed in on {when}. Delete it if you do not know it.',
  resumedKeys: 'These keys were suspended, and work again since you signed in on {when}: {names}{more}. Delete the '
    + 'ones that you do not know.',
  history: 'History',
  historyFailed: 'The history of this key could not be loaded.',
  event_created: 'Created',
  event_changed: 'Changed',
  event_rotated: 'Rotated',
  event_approved: 'Approved',
  event_resumed: 'Resumed',
  event_revoked: 'Deleted',
  event_revealed: 'Secret revealed',
  event_denied: 'Refused',
  event_forbidden: 'Refused: not allowed to',

  createTitle: 'New API key',
  createFor: 'The key will act as {owner}.',
  previewNever: 'The key will work until you delete it. A key that ends by itself is safer.',
  scopesHint: 'With nothing ticked, the key may do everything that you may do.',
  networks: 'Limit where the key is accepted from',
  networksHint: 'Addresses or networks, one per line, such as 192.0.2.7 or 10.0.0.0/8. Left empty, the key is accepted from '
    + 'anywhere.',
  replacing: 'Creating this key replaces {names}. Scripts that hold it stop working until they have the new key.',
  draftRestored: 'What you had typed is here again.',
  draftSent: 'You had sent this form, and the answer did not arrive. Send it again: if the key was created already, no second '
    + 'one is made.',

  blockedTitle: 'A new key cannot be created now',
  obstacleExpired: 'You have an expired key. Delete it first.',
  obstacleFull: 'You have as many keys as you may have: {amount}. Delete one first.',
  blockedText: 'Delete a key below to go on:',

  secretTitle: 'Your new API key',
  replayTitle: 'This key was already created',
  replayText: '{name} was created by an earlier attempt. A key is shown only once and cannot be shown again. If you do not '
    + 'have it, delete it and create a new one.',
  shownBefore: 'The key {name} was shown before this page was left or reloaded. It cannot be shown again. If you have not '
    + 'stored it, delete it and create a new one.',
  shownStored: 'I have stored it',

  editNamed: 'Edit {name}',
  editTitle: 'Edit API key',
  endIsFixed: 'When the key ends cannot be changed here.',
  saved: '{name} was saved.',
  savedTitle: 'The key was saved',
  disableNamed: 'Disable {name}',
  disabled: '{name} is disabled. Scripts that use it are refused until you enable it.',
  enableNamed: 'Enable {name}',
  enabled: '{name} works again.',
  rotateNamed: 'Rotate {name}',
  rotateTitle: 'Rotate this key?',
  rotateText: '{name} gets a new secret, which is shown once. The old one can go on working for a while, so that you have '
    + 'time to change your scripts.',
  rotateAtOnce: '{name} gets a new secret, which is shown once. The old one stops working at once.',
  rotatedTitle: 'Your new secret',
  revealNamed: 'Reveal the key {name}',
  revealTitle: 'Reveal the API key',
  revealText: 'The secret of {name} will be on your screen. This is recorded.',
  confirmKey: 'Confirm',
  confirmKeyNamed: 'Confirm {name}',
  confirmTitle: 'Go on using this key?',
  confirmText: '{name} will work again, by the rules for the way in which you sign in now. It may end earlier than before, '
    + 'never later.',
  confirmed: '{name} works again.',

  deleteNamed: 'Delete {name}',
  deleteTitle: 'Delete this API key?',
  deleteText: '{name} stops working at once for every script that uses it. This cannot be undone.',
  deleteChain: 'This key was rotated meanwhile, and its successor works. Delete again to delete the successor, too.',
  deleting: 'Deleting…',
  deleted: '{name} was deleted.',
  deleteAll: 'Delete all',
  deleteAllKeys: 'Delete all keys…',
  deleteAllTitle: 'Delete all your API keys?',
  deleteAllText: 'All your keys ({count}) stop working at once, for every script that uses one. This cannot be undone. Do '
    + 'this if somebody may have got hold of them.',
  deletedAll: 'All your keys were deleted ({count}).',

  errorList: 'Your keys could not be loaded.',
};
