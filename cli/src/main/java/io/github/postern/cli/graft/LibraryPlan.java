package io.github.postern.cli.graft;

import io.github.postern.cli.war.Library;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.Version;
import io.github.postern.cli.war.WarFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which jars of the bundle a WAR gets. Of each library there is one version in the end:
 * where the WAR has one that this library works with, that one. Two jars with the same classes
 * count as the same library, whatever their names. Not safe for use by many threads.
 */
final class LibraryPlan {

  static final String HIBERNATE = "org/hibernate/jpa/HibernatePersistenceProvider";
  static final String JSON_PROVIDER = "jakarta.json.spi.JsonProvider";

  private final WarFile war;
  private final GraftRequest request;
  private final Map<String, byte[]> added = new TreeMap<>();
  private final Set<String> removed = new HashSet<>();
  private final List<String> steps = new ArrayList<>();

  private LibraryPlan(WarFile war, GraftRequest request) {
    this.war = war;
    this.request = request;
  }

  /**
   * Decides.
   *
   * @param otherDatabase whether the settings name a database that is not the embedded one
   * @throws RefusedException if there would be two versions of something, or one that does not work
   */
  static LibraryPlan of(WarFile war, Bundle bundle, GraftRequest request, boolean otherDatabase) {
    LibraryPlan plan = new LibraryPlan(war, request);
    Map<Component, List<Bundle.Jar>> components = components(bundle);
    plan.requireKnown(
        components.keySet().stream().map(Component::name).collect(Collectors.toSet()));
    components.forEach((component, jars) -> plan.decide(component, jars, otherDatabase));
    return plan;
  }

  Map<String, byte[]> added() {
    return added;
  }

  Set<String> removed() {
    return removed;
  }

  List<String> steps() {
    return steps;
  }

  private static Map<Component, List<Bundle.Jar>> components(Bundle bundle) {
    Map<Component, List<Bundle.Jar>> components = new LinkedHashMap<>();
    List<Bundle.Jar> jars = new ArrayList<>(List.of(bundle.postern()));
    bundle.jars().stream().filter(jar -> !Bundle.isPostern(jar)).forEach(jars::add);
    jars.forEach(jar -> components
        .computeIfAbsent(Component.of(jar.library()), it -> new ArrayList<>())
        .add(jar));
    return components;
  }

  private void requireKnown(Set<String> names) {
    for (Set<String> given :
        List.of(request.without(), request.with(), request.keep(), request.replace())) {
      given.stream()
          .filter(name -> !names.contains(name) || name.equals(Component.POSTERN))
          .findFirst()
          .ifPresent(name -> {
            throw new RefusedException("'"
                + name
                + "' is nothing that can be chosen. There are: "
                + names.stream()
                    .filter(it -> !it.equals(Component.POSTERN))
                    .sorted()
                    .collect(Collectors.joining(", "))
                + ".");
          });
    }
  }

  private void decide(Component component, List<Bundle.Jar> jars, boolean otherDatabase) {
    List<Library> present = war.code()
        .filter(it -> jars.stream().anyMatch(jar -> jar.library().overlaps(it)))
        .toList();
    if (component.name().equals(Component.POSTERN)) {
      upgrade(present);
      add(jars);
    } else if (request.without().contains(component.name())) {
      leaveOut(component, "as asked");
    } else if (!present.isEmpty()) {
      compare(component, jars, present);
    } else {
      Optional<String> reason = request.with().contains(component.name())
          ? Optional.empty()
          : dispensable(component, otherDatabase);
      reason.ifPresentOrElse(why -> leaveOut(component, why), () -> add(jars));
    }
  }

  /** Two of these would be chosen between by chance, for the application too. */
  private Optional<String> dispensable(Component component, boolean otherDatabase) {
    return switch (component.name()) {
      case Component.DERBY ->
        otherDatabase ? Optional.of("the settings name another database") : Optional.empty();
      case Component.ECLIPSELINK ->
        war.having(HIBERNATE)
            .map(library -> "the application brings Hibernate (" + library.path() + ")");
      case Component.PARSSON ->
        war.providing(JSON_PROVIDER)
            .filter(library -> !removed.contains(library.path()))
            .map(library -> "the application brings another provider (" + library.path() + ")");
      default -> Optional.empty();
    };
  }

  private void upgrade(List<Library> present) {
    if (present.isEmpty()) {
      return;
    }
    String places = present.stream().map(Library::path).collect(Collectors.joining(", "));
    if (!request.allows(GraftRequest.Consent.UPGRADE)) {
      throw new RefusedException(war.file()
          + " has Postern already: "
          + places
          + ". Graft the original, or put this"
          + " version in its place by --upgrade.");
    }
    present.forEach(this::remove);
  }

  private void compare(Component component, List<Bundle.Jar> jars, List<Library> present) {
    if (request.replace().contains(component.name())) {
      replace(component, jars, present);
      return;
    }
    List<Library> ours =
        jars.stream().map(Bundle.Jar::library).filter(component::numbers).toList();
    List<Library> absent =
        ours.stream().filter(jar -> present.stream().noneMatch(jar::overlaps)).toList();
    String places = present.stream().map(Library::path).collect(Collectors.joining(", "));
    String remedy = " Put ours in its place by --replace "
        + component.name()
        + ", or take the risk by --keep "
        + component.name()
        + ".";
    if (!absent.isEmpty()) {
      throw new RefusedException("The WAR has only a part of "
          + component.name()
          + " ("
          + places
          + "), without "
          + absent.stream().map(Library::name).collect(Collectors.joining(", "))
          + "; two versions would mix."
          + remedy);
    }
    if (!request.keep().contains(component.name())) {
      present.stream()
          .filter(library -> ours.stream().anyMatch(library::overlaps))
          .forEach(library -> requireTaken(component, ours, library, remedy));
    }
    steps.add("= "
        + component.name()
        + " "
        + present.stream()
            .map(it -> version(ours, it))
            .flatMap(Optional::stream)
            .findFirst()
            .map(it -> it + " ")
            .orElse("")
        + "of the WAR is used ("
        + places
        + ")");
  }

  private void requireTaken(
      Component component, List<Library> ours, Library library, String remedy) {
    Optional<Version> version = version(ours, library);
    if (version.isEmpty()) {
      throw new RefusedException(library.path()
          + " has "
          + component.name()
          + " in it and does not say which version."
          + " Postern works with "
          + component.oldest()
          + " up to, but not with, "
          + component.before()
          + "."
          + remedy);
    } else if (!component.accepts(version.get())) {
      throw new RefusedException("The WAR has "
          + component.name()
          + " "
          + version.get()
          + " ("
          + library.path()
          + "). Postern works with "
          + component.oldest()
          + " up to, but not with, "
          + component.before()
          + "."
          + remedy);
    }
  }

  private static Optional<Version> version(List<Library> ours, Library library) {
    return ours.stream()
        .filter(jar -> jar.overlaps(library))
        .map(jar -> library.versionOf(jar.name()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void replace(Component component, List<Bundle.Jar> jars, List<Library> present) {
    Set<String> packages =
        jars.stream().flatMap(jar -> jar.library().packages().stream()).collect(Collectors.toSet());
    for (Library library : present) {
      if (!library.path().endsWith(".jar")
          || !library.packages().stream()
              .allMatch(it -> packages.contains(it) || component.succeeds(it))) {
        throw new RefusedException(library.path()
            + " has more in it than "
            + component.name()
            + ", so it cannot be"
            + " replaced as a whole. Take those classes out of it first.");
      }
      remove(library);
    }
    add(jars);
  }

  private void add(List<Bundle.Jar> jars) {
    for (Bundle.Jar jar : jars) {
      String path = jar.library().path();
      if (war.names().contains(path) && !removed.contains(path)) {
        throw new RefusedException(
            "The WAR has another file by the name of " + path + ". Rename it.");
      }
      added.put(path, jar.content());
      steps.add("+ " + path);
    }
  }

  private void remove(Library library) {
    if (!library.path().endsWith(".jar")) {
      throw new RefusedException(
          library.path() + " has classes of Postern in it, which only a build can take out.");
    }
    removed.add(library.path());
    steps.add("- " + library.path());
  }

  private void leaveOut(Component component, String why) {
    steps.add("  " + component.name() + " is left out: " + why);
  }
}
