package io.github.postern.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Takes the id of a key, and nothing else: who pastes a whole key must not have it sent in a URL,
 * or printed.
 */
final class KeyIdArgument implements ITypeConverter<String> {

  private static final Pattern ID = Pattern.compile("[a-z2-7]{16}");

  @Override
  public String convert(String argument) {
    String id = argument.endsWith("…") ? argument.substring(0, argument.length() - 1) : argument;
    if (!ID.matcher(id).matches()) {
      throw new TypeConversionException(
          "an id has 16 characters of a-z and 2-7, as list prints it in front"
              + " of the name; it is neither the name nor the key itself");
    }
    return id;
  }
}
