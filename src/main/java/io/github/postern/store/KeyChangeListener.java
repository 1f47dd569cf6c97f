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
}
