package io.github.postern.cli.war;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An XML document as the text that somebody wrote, and its elements with their places in it: so
 * that a change touches nothing but what it changes. Nothing outside of the document is read.
 * Immutable.
 */
public final class XmlDocument {

  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private final String text;
  private final Charset charset;
  private final XmlElement root;

  private XmlDocument(String text, Charset charset, XmlElement root) {
    this.text = text;
    this.charset = charset;
    this.root = root;
  }

  /**
   * Reads a document.
   *
   * @param name what it is, for messages
   * @throws RefusedException if it is not well-formed
   */
  public static XmlDocument parse(String name, byte[] bytes) {
    try {
      Element parsed = parser().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
      Charset charset = charset(bytes);
      String text = new String(bytes, charset);
      if (!Arrays.equals(text.getBytes(charset), bytes)) {
        throw new RefusedException(
            name + " is not written in " + charset + " throughout, though it says so.");
      }
      return new XmlDocument(text, charset, element(parsed, XmlScan.root(text)));
    } catch (SAXParseException e) {
      throw new RefusedException(
          name + " is not well-formed: line " + e.getLineNumber() + ": " + e.getMessage());
    } catch (SAXException | IOException | IllegalArgumentException e) {
      throw new RefusedException(name + " cannot be read: " + e.getMessage());
    } catch (IllegalStateException e) {
      throw new RefusedException(name
          + " is put together from entities, so places in it cannot be told."
          + " Write them out first.");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java has no safe XML parser", e);
    }
  }

  /** Returns the text, with the byte order mark if it has one. */
  public String text() {
    return text;
  }

  /** Returns the encoding. */
  public Charset charset() {
    return charset;
  }

  /** Returns the outermost element. */
  public XmlElement root() {
    return root;
  }

  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    factory.setXIncludeAware(false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    return builder;
  }

  /**
   * By the byte order mark, else by the first bytes, else by what the document says (XML 1.0,
   * appendix F).
   */
  private static Charset charset(byte[] bytes) {
    int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    if (first == 0xfeff || first == 0x003c) {
      return StandardCharsets.UTF_16BE;
    } else if (first == 0xfffe || first == 0x3c00) {
      return StandardCharsets.UTF_16LE;
    } else if (first == 0xefbb) {
      return StandardCharsets.UTF_8;
    }
    Matcher declared = DECLARED.matcher(
        new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1));
    return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
  }

  private static XmlElement element(Element parsed, XmlScan.Tag tag) {
    List<XmlElement> children = new ArrayList<>();
    for (Node node = parsed.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        if (children.size() >= tag.children.size()) {
          throw new IllegalStateException("more elements than tags");
        }
        children.add(element(child, tag.children.get(children.size())));
      }
    }
    if (children.size() != tag.children.size() || !parsed.getTagName().equals(tag.qualifiedName)) {
      throw new IllegalStateException("other elements than tags");
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < parsed.getAttributes().getLength(); i++) {
      Node attribute = parsed.getAttributes().item(i);
      attributes.put(attribute.getLocalName(), attribute.getNodeValue().strip());
    }
    return new XmlElement(
        parsed.getLocalName(),
        tag.qualifiedName,
        parsed.getNamespaceURI() == null ? "" : parsed.getNamespaceURI(),
        parsed.getTextContent().strip(),
        Map.copyOf(attributes),
        List.copyOf(children),
        tag.start,
        tag.contentStart,
        tag.contentEnd,
        tag.end);
  }
}
