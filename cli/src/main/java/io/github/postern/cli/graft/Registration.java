package io.github.postern.cli.graft;

import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether {@code web.xml} lets the filter stand before everything else, on its own or as it is declared there. */
final class Registration {

    private final WebXml webXml;
    private final Map<String, List<String>> settings;
    private final List<Finding> findings = new ArrayList<>();

    private Registration(WebXml webXml, Map<String, List<String>> settings) {
        this.webXml = webXml;
        this.settings = settings;
    }

    /**
     * Looks.
     *
     * @param settings what {@code io.github.postern.SettingsCheck} answered
     */
    static List<Finding> of(WebXml webXml, Map<String, List<String>> settings) {
        Registration registration = new Registration(webXml, settings);
        List<XmlElement> filters = webXml.filters(DescriptorPlan.FILTER);
        if (filters.isEmpty()) {
            registration.automatic();
        } else {
            filters.forEach(registration::declared);
            registration.servlet();
        }
        return registration.findings;
    }

    private void automatic() {
        if (webXml.leavesOut(DescriptorPlan.FRAGMENT)) {
            alarm("web.xml has an <absolute-ordering> that neither names 'postern' nor has <others/>: the jar is switched off,"
                    + " and every request gets in without a key. Put <name>postern</name> first in it, or graft the WAR.");
        } else if (webXml.isBeforeFragments()) {
            alarm("web.xml is of a version before 3.0, for which some servers, such as Jetty, let no library register anything."
                    + " Declare the filter in it, as graft does.");
        } else {
            findings.add(Finding.ok("The jar registers its filter itself, before those of the application."
                    + (webXml.isMetadataComplete() ? " It does so in spite of metadata-complete (Servlet 6.0, 8.2.4)." : "")));
        }
    }

    private void declared(XmlElement filter) {
        String name = filter.text("filter-name");
        if (!filter.text("async-supported").equals("true")) {
            alarm("The filter '" + name + "' is declared without <async-supported>true</async-supported>: what the application"
                    + " answers asynchronously fails.");
        }
        List<XmlElement> mappings = webXml.root().all("filter-mapping").toList();
        Optional<XmlElement> own = mappings.stream().filter(it -> it.text("filter-name").equals(name)).findFirst();
        if (own.isEmpty()) {
            alarm("The filter '" + name + "' is declared and mapped to nothing: every request gets in without a key. Map it to"
                    + " /*.");
            return;
        }
        if (mappings.indexOf(own.get()) > 0) {
            findings.add(Finding.warning("The filter '" + name + "' comes after '" + mappings.get(0).text("filter-name")
                    + "', which sees requests before keys are checked. Put its <filter-mapping> first if that is not meant."));
        }
        patterns(name, own.get());
        dispatchers(name, own.get());
    }

    private void patterns(String name, XmlElement mapping) {
        List<String> mapped = mapping.texts("url-pattern");
        List<String> absent = settings.get("url-patterns").stream()
                .filter(pattern -> !mapped.contains(pattern) && !mapped.contains("/*")).toList();
        if (!absent.isEmpty()) {
            findings.add(Finding.warning("The filter '" + name + "' is not mapped to " + String.join(", ", absent)
                    + ": keys count for nothing there, and nothing there is guarded."));
        }
    }

    private void dispatchers(String name, XmlElement mapping) {
        List<String> mapped = mapping.texts("dispatcher");
        List<String> absent = DescriptorPlan.DISPATCHERS.stream()
                .filter(it -> mapped.isEmpty() ? !it.equals("REQUEST") : !mapped.contains(it)).toList();
        if (!absent.isEmpty()) {
            findings.add(Finding.warning("The <filter-mapping> of '" + name + "' has no <dispatcher> " + String.join(", ", absent)
                    + ": what is reached in this way is not guarded, or does not see who asks. Add "
                    + (absent.size() == 1 ? "it." : "them.")));
        }
    }

    /** Without a servlet of its own in {@code web.xml} the jar registers it, if it may. */
    private void servlet() {
        if (webXml.servlets(DescriptorPlan.SERVLET).isEmpty() && (webXml.leavesOut(DescriptorPlan.FRAGMENT)
                || webXml.isBeforeFragments())) {
            alarm("The filter is declared, but " + DescriptorPlan.SERVLET + " is not, and the jar may not register it: nobody"
                    + " can make keys. Declare it and map it to " + String.join("", settings.get("path")) + "/*.");
        }
    }

    private void alarm(String text) {
        findings.add(Finding.alarm(text));
    }
}
