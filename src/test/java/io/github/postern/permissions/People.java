package io.github.postern.permissions;

import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The people of an application, as its directory and its login know them. */
final class People {

  private final Map<String, OwnerStatus> known = new ConcurrentHashMap<>();
  private final Map<String, String> roles = new ConcurrentHashMap<>();

  OwnerDirectory directory() {
    return owner -> known.getOrDefault(owner.name(), OwnerStatus.gone());
  }

  /**
   * Takes somebody on, whose lasting id is their name with a sign before it.
   *
   * @param organisation may be empty, as a directory may have it; null if there is none
   */
  People add(String name, String organisation, String... roleNames) {
    OwnerStatus status = OwnerStatus.active(Set.of(roleNames)).withId("#" + name);
    known.put(name, organisation == null ? status : status.withOrganisation(organisation));
    roles.put(name, String.join(",", roleNames));
    return this;
  }

  People set(String name, OwnerStatus status) {
    known.put(name, status);
    return this;
  }

  /** Logs somebody in with what the directory says of them. */
  Browser login(TestApp app, String name) throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("user", name, "roles", roles.get(name)));
    known
        .get(name)
        .organisation()
        .ifPresent(organisation -> form.put("organisation", organisation));
    return app.browser().login(form);
  }
}
