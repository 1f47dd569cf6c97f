package io.github.postern.store.jpa;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.store.UnstorableTextException;

/**
 * Finds out whether the database takes a text, by a question that has the text in it and finds
 * nothing. Safe for use by many threads.
 */
final class TextProbe {

  private final TransactionRunner transactions;

  TextProbe(TransactionRunner transactions) {
    this.transactions = transactions;
  }

  /** Returns whether the database takes a text; true also if it cannot be asked now. */
  boolean fits(String text) {
    try {
      transactions.run(
          "try a text",
          manager -> manager
              .createQuery(
                  "select k.id from KeyRow k where k.name = :text and k.id = '-'", String.class)
              .setParameter("text", text)
              .getResultList());
      return true;
    } catch (UnstorableTextException e) {
      return false;
    } catch (KeysUnavailableException e) {
      return true; // that is another trouble
    }
  }
}
