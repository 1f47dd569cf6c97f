package io.github.postern.testing;

import io.github.postern.key.KeyId;
import io.github.postern.store.KeyChangeListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache that only writes down what it was told. */
public final class RecordingListener implements KeyChangeListener {

  private final List<KeyId> changed = new CopyOnWriteArrayList<>();
  private final AtomicInteger anything = new AtomicInteger();

  @Override
  public void changed(KeyId id) {
    changed.add(id);
  }

  @Override
  public void anythingMayHaveChanged() {
    anything.incrementAndGet();
  }

  public List<KeyId> changed() {
    return List.copyOf(changed);
  }

  public int timesThatAnythingMayHaveChanged() {
    return anything.get();
  }
}
