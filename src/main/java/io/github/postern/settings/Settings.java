package io.github.postern.settings;

import io.github.postern.key.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one application: context parameters, overridden by system properties, overridden
 * by the environment. Read strictly: a name that does not exist, or a value that breaks its rule,
 * is an error.
 */
public final class Settings {

  /** A value and where it was read. */
  private record Value(String text, String source) {

    String withArticle() {
      return (source.startsWith("e") ? "an " : "a ") + source;
    }
  }

  /** The start of the variables that the command line reads from the same environment. */
  private static final String CLI = "POSTERN_CLI_";

  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

  private Settings() {}

  /**
   * Reads the settings of an application of this JVM: beside its own, the system properties and the
   * environment.
   *
   * @param parameters the context parameters, or what else the application gives
   * @throws InvalidSettingException if a name does not exist
   */
  public static Settings ofApplication(Map<String, String> parameters) {
    return of(
        parameters,
        System.getProperties().stringPropertyNames().stream()
            .collect(Collectors.toMap(Function.identity(), System::getProperty)),
        System.getenv());
  }

  /**
   * Reads settings.
   *
   * @param parameters the weakest, but for a preset
   * @param properties override these
   * @param environment overrides all, under the names of {@link Setting#variable()}
   * @throws InvalidSettingException about every name that does not exist
   */
  public static Settings of(
      Map<String, String> parameters,
      Map<String, String> properties,
      Map<String, String> environment) {
    Settings settings = new Settings();
    List<InvalidSettingException> unknown = new ArrayList<>();
    settings.readNamed(parameters, "context parameter", unknown);
    settings.readNamed(properties, "system property", unknown);
    settings.readEnvironment(environment, unknown);
    if (!unknown.isEmpty()) {
      throw InvalidSettingException.of(unknown);
    }
    settings.text(Setting.PRESET).ifPresent(settings::readPreset);
    return settings;
  }

  private void readNamed(
      Map<String, String> source, String what, List<InvalidSettingException> unknown) {
    new TreeMap<>(source).forEach((name, value) -> {
      if (name.startsWith(Setting.START)) {
        Setting.ofKey(name)
            .ifPresentOrElse(
                setting -> values.put(setting, new Value(value.strip(), what)),
                () -> unknown.add(unknown(name, what, SettingNames.nearest(name))));
      }
    });
  }

  private void readEnvironment(
      Map<String, String> environment, List<InvalidSettingException> unknown) {
    Map<String, Setting> variables = Arrays.stream(Setting.values())
        .collect(Collectors.toMap(Setting::variable, Function.identity()));
    new TreeMap<>(environment).forEach((name, value) -> {
      if (ServiceLinks.isOne(name, environment)) {
        return; // first, for one called postern has POSTERN_NAME, too, with
        // a value that the setting cannot have
      }
      if (variables.containsKey(name)) {
        values.put(variables.get(name), new Value(value.strip(), "environment variable"));
      } else if (name.startsWith("POSTERN_") && !name.startsWith(CLI)) {
        String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
        unknown.add(unknown(
            name,
            "environment variable",
            Setting.ofKey(SettingNames.nearest(key)).orElseThrow().variable()));
      }
    });
  }

  /** A preset gives only the settings that are not set otherwise. */
  private void readPreset(String name) {
    Properties preset = Presets.load(name).orElseThrow(() -> malformed(Setting.PRESET, null, null));
    preset
        .stringPropertyNames()
        .forEach(key -> values.putIfAbsent(
            Setting.ofKey(key).orElseThrow(),
            new Value(preset.getProperty(key).strip(), "preset " + name)));
  }

  private static InvalidSettingException unknown(String name, String what, String nearest) {
    return new InvalidSettingException("Unknown "
        + what
        + " '"
        + name
        + "'. Did you mean '"
        + nearest
        + "'? All settings: README.md and docs/settings.md.");
  }

  /** Returns the key of the setting that somebody who wrote {@code wrong} probably meant. */
  public static String nearestKey(String wrong) {
    return SettingNames.nearest(wrong);
  }

  /** Returns whether a setting is set, be it by a preset. */
  public boolean has(Setting setting) {
    return values.containsKey(setting);
  }

  /** Returns where a value was read, for messages. */
  public String source(Setting setting) {
    return Optional.ofNullable(values.get(setting)).map(Value::source).orElse("by default");
  }

  /** Returns the value or the default; empty if there is neither. */
  public Optional<String> text(Setting setting) {
    return Optional.ofNullable(values.get(setting)).map(Value::text).or(setting::byDefault);
  }

  /**
   * Returns the value or the default.
   *
   * @throws InvalidSettingException if there is neither
   */
  public String required(Setting setting) {
    return text(setting)
        .orElseThrow(() -> InvalidSettingException.missing("The setting "
            + setting.key()
            + " is missing. It is "
            + setting.rule()
            + ". Set it as a context parameter in web.xml, as a"
            + " system property, or as the environment variable"
            + " "
            + setting.variable()
            + "."));
  }

  /** Reads a setting that has a value or a default. */
  public <T> T get(Setting setting, Function<String, T> parser) {
    String text = required(setting);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw malformed(setting, e.getMessage(), e);
    }
  }

  /**
   * Reads a setting by a parser whose {@code IllegalArgumentException} says what is wrong; empty if
   * it has neither a value nor a default.
   */
  public <T> Optional<T> optional(Setting setting, Function<String, T> parser) {
    return text(setting).map(text -> get(setting, parser));
  }

  /** Reads {@code true} or {@code false}. */
  public boolean flag(Setting setting) {
    return oneOf(setting, Map.of("true", true, "false", false));
  }

  /** Reads one of some words. */
  public <T> T oneOf(Setting setting, Map<String, T> choices) {
    T choice = choices.get(required(setting));
    if (choice == null) {
      throw malformed(setting, null, null);
    }
    return choice;
  }

  /** Reads a number between two bounds, both included. */
  public int number(Setting setting, int least, int most) {
    String text = required(setting);
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw malformed(setting, null, null);
    }
    return Integer.parseInt(text);
  }

  /** Reads a duration up to a bound. */
  public Duration duration(Setting setting, Duration most) {
    Duration duration = get(setting, Durations::parse);
    if (duration.compareTo(most) > 0) {
      throw malformed(setting, "must be at most " + most, null);
    }
    return duration;
  }

  /** Reads a duration where "off" means none. */
  public Optional<Duration> durationOrOff(Setting setting, Duration most) {
    return required(setting).equals("off")
        ? Optional.empty()
        : Optional.of(duration(setting, most));
  }

  /** Reads what is separated by commas; empty items are left out. */
  public List<String> list(Setting setting) {
    return Arrays.stream(required(setting).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Reads what is separated by commas, each item by a parser. */
  public <T> List<T> list(Setting setting, Function<String, T> parser) {
    return get(setting, all -> list(setting).stream().map(parser).toList());
  }

  /**
   * Returns the error for a value that breaks its rule.
   *
   * @param detail what is wrong, left out for a secret; null if the rule says it
   * @param cause left out for a secret; null if there is none
   */
  public InvalidSettingException malformed(
      Setting setting, @Nullable String detail, @Nullable Throwable cause) {
    Value value = values.get(setting);
    String shown = setting.isSecret()
        ? "is not shown because it is secret"
        : "was '" + required(setting) + "'";
    // A parser's message about a secret may repeat the secret.
    String more = detail == null || setting.isSecret() ? "" : " (" + detail + ")";
    return new InvalidSettingException(
        "The setting "
            + setting.key()
            + " must be "
            + setting.rule()
            + more
            + ". Its value "
            + shown
            + (value == null ? "" : ", read from " + value.withArticle())
            + ".",
        setting.isSecret() ? null : cause);
  }

  /**
   * Reads the networks of proxies that are believed.
   *
   * @throws InvalidSettingException if one of them is malformed, or is every address there is
   */
  public List<Network> proxies(Setting setting) {
    return list(setting, Settings::proxy);
  }

  private static Network proxy(String text) {
    Network network = Network.parse(text);
    if (network.toString().endsWith("/0")) {
      throw new IllegalArgumentException(
          "'" + text + "' is every address there is, so anybody would be believed");
    }
    return network;
  }

  /**
   * Makes a part out of settings; empty, and its problem told, if one of them breaks its rule or is
   * missing.
   */
  public static <T> Optional<T> part(
      Supplier<T> maker, Consumer<InvalidSettingException> problems) {
    try {
      return Optional.of(maker.get());
    } catch (InvalidSettingException e) {
      problems.accept(e);
      return Optional.empty();
    }
  }

  /** Returns what is in force, a line each, without secrets: for the log. */
  public String describe() {
    return describe(setting -> text(setting).isPresent());
  }

  /** Returns the same without what is in force by default. */
  public String describeGiven() {
    return describe(values::containsKey);
  }

  private String describe(Predicate<Setting> told) {
    return Arrays.stream(Setting.values())
        .filter(told)
        .map(setting -> "  " + setting.key() + " = " + shown(setting))
        .collect(Collectors.joining("\n"));
  }

  private String shown(Setting setting) {
    String value = setting.isSecret() ? "<secret>" : "'" + required(setting) + "'";
    return values.containsKey(setting) ? value + " (" + values.get(setting).source() + ")" : value;
  }
}
