package io.github.postern.store;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.KeyEventListener;
import java.lang.System.Logger.Level;

/**
 * Keeps what happens to keys beside them, for their owners and administrators. Events that anybody
 * can repeat at will are written asynchronously, by {@link EventRecorder}.
 */
record AuditTrail(KeyStore store) implements KeyEventListener {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  @Override
  public void happened(KeyEvent event) {
    if (event.key() == null || event.type().repeats()) {
      return;
    }
    try {
      store.record(event);
    } catch (KeysUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "The audit trail of "
              + event.key()
              + " lacks "
              + event.type()
              + ", which the log io.github.postern.audit has",
          e);
    }
  }
}
