package io.github.postern.manage;

/**
 * The resources that answer the calls.
 *
 * @param self those of the holder of a key
 * @param own those about the caller's own keys
 * @param admin those about the keys of others
 * @param lists those about many of them at a time
 * @param owners those about the owners of others
 */
record Resources(
    SelfResource self,
    OwnKeysResource own,
    AdminKeysResource admin,
    AdminListsResource lists,
    AdminOwnersResource owners) {}
