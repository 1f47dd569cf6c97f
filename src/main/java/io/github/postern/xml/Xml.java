package io.github.postern.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML with namespaces, by the parser of the JDK and not by whichever is in the application. Nothing
 * is fetched; a document type declaration is refused, so nothing is expanded either, but in a
 * descriptor, which the application itself wrote.
 */
public final class Xml {

  private Xml() {}

  /** Parses a document, which is not closed. */
  public static Document parse(InputStream in) throws IOException, SAXException {
    return parse(new InputSource(in), false);
  }

  /**
   * Parses a descriptor, which may have a document type, as those before Servlet 2.4 have; it is
   * not closed.
   */
  public static Document parseDescriptor(InputStream in) throws IOException, SAXException {
    return parse(new InputSource(in), true);
  }

  /**
   * Opens a file without a cached connection, which would keep its jar open after the application
   * is gone.
   */
  public static InputStream open(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  /** Parses a text. */
  public static Document parse(String text) throws IOException, SAXException {
    return parse(new InputSource(new StringReader(text)), false);
  }

  /** Returns the elements of a local name, whatever their namespace, anywhere in another one. */
  public static List<Element> elements(Element parent, String localName) {
    NodeList found = parent.getElementsByTagNameNS("*", localName);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .toList();
  }

  private static Document parse(InputSource source, boolean withType)
      throws IOException, SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", !withType);
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(withType);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // else it prints to System.err
      return builder.parse(source);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK has no XML parser that refuses document types", e);
    }
  }
}
