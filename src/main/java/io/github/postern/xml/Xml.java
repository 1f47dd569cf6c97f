package io.github.postern.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
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
 * XML with namespaces, by the parser of the JDK and not by whichever is in the application; a document type declaration is
 * refused, so nothing is expanded and nothing is fetched.
 */
public final class Xml {

    private Xml() {
    }

    /** Parses a document, which is not closed. */
    public static Document parse(InputStream in) throws IOException, SAXException {
        return parse(new InputSource(in));
    }

    /** Parses a text. */
    public static Document parse(String text) throws IOException, SAXException {
        return parse(new InputSource(new StringReader(text)));
    }

    /** Returns the elements of a local name, whatever their namespace, anywhere in another one. */
    public static List<Element> elements(Element parent, String localName) {
        NodeList found = parent.getElementsByTagNameNS("*", localName);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static Document parse(InputSource source) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // else it prints to System.err
            return builder.parse(source);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK has no XML parser that refuses document types", e);
        }
    }
}
