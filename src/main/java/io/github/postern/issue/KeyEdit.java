package io.github.postern.issue;

import io.github.postern.spi.RequestedExpiry;
import java.util.Objects;
import java.util.Optional;

/**
 * The requested changes of a key. An empty component means no change.
 *
 * @param name the new name
 * @param description the new description; an empty text removes it
 * @param requestedExpiry the new end, if it is another than {@link RequestedExpiry.Unspecified}
 * @param active whether the key is enabled
 * @param service whether the key belongs to a service: for administrators
 */
public record KeyEdit(
    Optional<String> name,
    Optional<String> description,
    RequestedExpiry requestedExpiry,
    Optional<Boolean> active,
    Optional<Boolean> service) {

  /** Creates an edit. */
  public KeyEdit {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(requestedExpiry, "requestedExpiry");
    Objects.requireNonNull(active, "active");
    Objects.requireNonNull(service, "service");
  }

  /** Returns whether this only enables or disables a key. */
  public boolean changesOnlyActive() {
    return active.isPresent()
        && service.isEmpty()
        && name.isEmpty()
        && description.isEmpty()
        && requestedExpiry instanceof RequestedExpiry.Unspecified;
  }
}
