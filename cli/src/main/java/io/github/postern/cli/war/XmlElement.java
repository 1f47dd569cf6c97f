package io.github.postern.cli.war;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element, and where it stands in the text.
 *
 * @param name its name without a prefix
 * @param qualifiedName its name as it was written
 * @param namespace its namespace, empty if it has none
 * @param value the text in it, without blanks around it
 * @param attributes its attributes by their local names
 * @param children the elements in it
 * @param start where its first tag begins
 * @param contentStart where its first tag is over
 * @param contentEnd where its last tag begins; as {@code end} in an empty element of one tag
 * @param end where its last tag is over
 */
public record XmlElement(
    String name,
    String qualifiedName,
    String namespace,
    String value,
    Map<String, String> attributes,
    List<XmlElement> children,
    int start,
    int contentStart,
    int contentEnd,
    int end) {

  /** Returns the children of that name. */
  public Stream<XmlElement> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted));
  }

  /** Returns the first child of that name. */
  public Optional<XmlElement> first(String wanted) {
    return all(wanted).findFirst();
  }

  /** Returns the text of the first child of that name, or an empty text. */
  public String text(String wanted) {
    return first(wanted).map(XmlElement::value).orElse("");
  }

  /** Returns the texts of the children of that name. */
  public List<String> texts(String wanted) {
    return all(wanted).map(XmlElement::value).toList();
  }

  /** Returns whether it is one tag, such as {@code <others/>}. */
  public boolean isOneTag() {
    return contentStart == end;
  }

  /** Returns what stands before its name: {@code jee:}, mostly nothing. */
  public String prefix() {
    return qualifiedName.substring(0, qualifiedName.length() - name.length());
  }
}
