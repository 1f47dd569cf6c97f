package io.github.postern.cli;

import io.github.postern.cli.graft.GraftRequest;
import io.github.postern.cli.graft.GraftRequest.Consent;
import io.github.postern.text.FileText;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options of a graft. */
final class GraftOptions {

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting, such as postern.prefix=jobs. Can be given several times.")
  private final Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "A properties file with settings, in UTF-8 or UTF-16. --set takes precedence.")
  private Path settingsFile;

  @Option(
      names = "--add",
      paramLabel = "JAR",
      description = "One more jar, such as a JDBC driver. Can be given several" + " times.")
  private final List<Path> add = new ArrayList<>();

  @Option(
      names = "--without",
      paramLabel = "LIBRARY",
      split = ",",
      description = "Companions to leave out: derby, eclipselink, …")
  private final Set<String> without = new TreeSet<>();

  @Option(
      names = "--with",
      paramLabel = "LIBRARY",
      split = ",",
      description = "Companions to add though nothing seems to need them.")
  private final Set<String> with = new TreeSet<>();

  @Option(
      names = "--keep",
      paramLabel = "LIBRARY",
      split = ",",
      description = "Libraries of which the version in the WAR is used, whatever it is.")
  private final Set<String> keep = new TreeSet<>();

  @Option(
      names = "--replace",
      paramLabel = "LIBRARY",
      split = ",",
      description = "Libraries of which the version in the WAR gives way to ours.")
  private final Set<String> replace = new TreeSet<>();

  @Option(
      names = "--filter",
      paramLabel = "WAY",
      defaultValue = "automatic",
      description = "automatic: the jar registers its filter itself; declared: filter and servlet"
          + " are written into web.xml. By default ${DEFAULT-VALUE}.")
  private Way filter;

  @Option(
      names = "--accept-metadata-complete",
      description = "Let the jar register its filter though web.xml says metadata-complete.")
  private boolean acceptMetadataComplete;

  @Option(
      names = "--accept-websockets",
      description = "Declare the filter though the application has WebSockets, which some"
          + " servers open before it: there it does not start.")
  private boolean acceptWebSockets;

  @Option(
      names = "--move-constraints",
      description = "Let the filter enforce the security constraints of web.xml in place of the"
          + " container, which rejects scripts. Users sign in as before.")
  private boolean moveConstraints;

  @Option(
      names = "--force-settings",
      description = "Replace settings that web.xml has with other values.")
  private boolean forceSettings;

  @Option(
      names = "--allow-secrets",
      description = "Write secrets into the WAR. Better is the environment of the server.")
  private boolean allowSecrets;

  @Option(
      names = "--upgrade",
      description = "Put this version in the place of the one that is in the WAR.")
  private boolean upgrade;

  /** How the filter is registered. Written as on the command line. */
  enum Way {
    automatic,
    declared
  }

  /** Returns what was asked for. */
  GraftRequest request() {
    Map<String, String> all = new TreeMap<>(settingsFile == null ? Map.of() : fromFile());
    all.putAll(settings);
    return new GraftRequest(all, add, without, with, keep, replace, consents());
  }

  private Set<Consent> consents() {
    Set<Consent> consents = EnumSet.noneOf(Consent.class);
    Map.of(
            Consent.DECLARED_FILTER,
            filter == Way.declared,
            Consent.METADATA_COMPLETE,
            acceptMetadataComplete,
            Consent.MOVED_CONSTRAINTS,
            moveConstraints,
            Consent.OTHER_VALUES,
            forceSettings,
            Consent.SECRETS,
            allowSecrets,
            Consent.UPGRADE,
            upgrade,
            Consent.WEB_SOCKETS,
            acceptWebSockets)
        .forEach((consent, given) -> {
          if (given) {
            consents.add(consent);
          }
        });
    return consents;
  }

  private Map<String, String> fromFile() {
    Properties properties = new Properties();
    try (Reader reader = new StringReader(FileText.decode(Files.readAllBytes(settingsFile)))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandException(
          ExitCode.USAGE,
          "The file "
              + settingsFile
              + ", which should hold settings, cannot be read: "
              + e.getClass().getSimpleName()
              + ".");
    }
    Map<String, String> read = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }
}
