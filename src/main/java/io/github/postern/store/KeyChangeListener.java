package io.github.postern.store;

import io.github.postern.key.KeyId;

/** Is told when what was read from the store is no longer true: what a cache must listen to. */
public interface KeyChangeListener {

  /**
   * This key was changed by this node. After the return from here no answer may come from older
   * data.
   */
  void changed(KeyId id);

  /** Some key was changed by some node, or it can no longer be told whether one was. */
  void anythingMayHaveChanged();

  /** Returns a listener that tells this one and then another. */
  default KeyChangeListener and(KeyChangeListener other) {
    KeyChangeListener one = this;
    return new KeyChangeListener() {
      @Override
      public void changed(KeyId id) {
        one.changed(id);
        other.changed(id);
      }

      @Override
      public void anythingMayHaveChanged() {
        one.anythingMayHaveChanged();
        other.anythingMayHaveChanged();
      }
    };
  }
}
