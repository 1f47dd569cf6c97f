package io.github.postern.manage;

import io.github.postern.issue.KeyEdit;
import io.github.postern.policy.Rights.Operation;
import java.util.EnumSet;
import java.util.Set;

/** An action of this API, in finer steps than the operations of the policy. */
enum Action {
  /** Sees keys in a list, or numbers of them. */
  LIST(Operation.LIST, "list"),
  /** Sees one key. */
  SHOW(Operation.LIST, "list"),
  /** Sees what happened to a key. */
  EVENTS(Operation.LIST, "list"),
  /** Makes a key. */
  CREATE(Operation.CREATE, "create"),
  /** Changes the name, the description or the end. */
  EDIT(Operation.EDIT, "edit"),
  /** Disables a key. */
  DISABLE(Operation.DISABLE, "disable"),
  /** Enables a key. */
  ENABLE(Operation.DISABLE, "enable"),
  /** Gives a key a new secret. */
  ROTATE(Operation.ROTATE, "rotate"),
  /** Reveals a secret. */
  REVEAL(Operation.REVEAL, "reveal"),
  /** Lets a key work that somebody else asked for. */
  APPROVE(Operation.CREATE, "approve"),
  /** Takes over a key of the former way to log in. */
  CONFIRM(Operation.EDIT, "confirm"),
  /** Revokes a key. */
  DELETE(Operation.DELETE, "delete"),
  /** Revokes all keys of an owner. */
  DELETE_ALL(Operation.DELETE, "delete"),
  /** Revokes many keys, of whomever. */
  REVOKE_MANY(Operation.DELETE, "delete");

  private static final Set<Action> READS = Set.of(LIST, SHOW, EVENTS);
  private static final Set<Action> WITHDRAWALS = Set.of(DISABLE, DELETE, DELETE_ALL, REVOKE_MANY);

  private final Operation operation;
  private final String word;

  Action(Operation operation, String word) {
    this.operation = operation;
    this.word = word;
  }

  /** Returns everything that an edit is, each of which has to be allowed. */
  static Set<Action> of(KeyEdit edit) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    edit.active().ifPresent(active -> actions.add(active ? ENABLE : DISABLE));
    if (!edit.changesOnlyActive()) {
      actions.add(EDIT);
    }
    return actions;
  }

  /** Returns what the policy calls this. */
  Operation operation() {
    return operation;
  }

  /** Returns the verb for people. */
  String word() {
    return word;
  }

  /** Returns whether this changes nothing. */
  boolean isRead() {
    return READS.contains(this);
  }

  /** Returns whether this hands somebody a secret, or lets one work, or work for longer. */
  boolean grants() {
    return !isRead() && !WITHDRAWALS.contains(this);
  }
}
