package io.github.postern.cli.graft;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The request for a graft.
 *
 * @param settings the settings to write into {@code web.xml}
 * @param add more jars for {@code WEB-INF/lib}, such as a driver
 * @param without names of companions that are not to be added
 * @param with names of companions that are to be added though nothing seems to need them
 * @param keep names of companions of which the version in the WAR counts, whatever it is
 * @param replace names of companions of which the version in the WAR gives way to ours
 * @param allowed what is done only with consent
 */
public record GraftRequest(
    Map<String, String> settings,
    List<Path> add,
    Set<String> without,
    Set<String> with,
    Set<String> keep,
    Set<String> replace,
    Set<Consent> allowed) {

  /** Changes that need the user's consent. */
  public enum Consent {
    /** To declare filter and servlet in {@code web.xml}, although the jar registers them itself. */
    DECLARED_FILTER,
    /** To register a filter in an application that asks the server to look into no library. */
    METADATA_COMPLETE,
    /** To let the filter keep the constraints of {@code web.xml} in place of the container. */
    MOVED_CONSTRAINTS,
    /** To write another value over one in {@code web.xml}. */
    OTHER_VALUES,
    /** To write secrets into the WAR. */
    SECRETS,
    /**
     * To declare the filter in an application with WebSockets, which some servers open before it.
     */
    WEB_SOCKETS,
    /** To put this version in the place of another one that is in the WAR. */
    UPGRADE
  }

  /** Copies what it is given. */
  public GraftRequest {
    settings = Map.copyOf(settings);
    add = List.copyOf(add);
    without = Set.copyOf(without);
    with = Set.copyOf(with);
    keep = Set.copyOf(keep);
    replace = Set.copyOf(replace);
    allowed = Set.copyOf(allowed);
  }

  boolean allows(Consent consent) {
    return allowed.contains(consent);
  }
}
