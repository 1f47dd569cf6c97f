package io.github.postern.cli.graft;

import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What graft leaves as it is, and somebody has to know. */
final class Warnings {

    private final WarFile war;
    private final List<String> found = new ArrayList<>();

    private Warnings(WarFile war) {
        this.war = war;
    }

    static List<String> of(WarFile war, Optional<WebXml> webXml) {
        Warnings warnings = new Warnings(war);
        webXml.ifPresent(it -> warnings.found.addAll(Constraints.of(it)));
        webXml.filter(WebXml::isJavaEe).ifPresent(it -> warnings.found.add("web.xml is written for Java EE or has a document"
                + " type, while the classes are for Jakarta EE. Tomcat and Jetty take that; where a server does not, write it"
                + " for https://jakarta.ee/xml/ns/jakartaee."));
        return warnings.found;
    }
}
