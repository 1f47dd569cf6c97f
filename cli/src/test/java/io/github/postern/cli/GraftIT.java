package io.github.postern.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grafted WARs do what they should: each is deployed as it was written, and called with a key. */
class GraftIT {

    @TempDir
    private Path folder;

    @Test
    void anApplicationWithADescriptorTakesKeys() throws Exception {
        assertWorks(Wars.application().webXml(Wars.webXml("", "")));
    }

    @ParameterizedTest
    @CsvSource({"metadata-complete, --accept-metadata-complete", "metadata-complete, --filter=declared",
            "absolute-ordering, --dry-run=false", "absolute-ordering, --filter=declared",
            "both, --accept-metadata-complete", "both, --filter=declared"})
    void whatWouldSwitchTheJarOffDoesNot(String what, String option) throws Exception {
        String attributes = what.equals("absolute-ordering") ? "" : " metadata-complete=\"true\"";
        String elements = what.equals("metadata-complete") ? "" : "<absolute-ordering/>\n";
        assertWorks(Wars.application().webXml(Wars.webXml(attributes, elements)), option);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<!DOCTYPE web-app PUBLIC '-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN'"
                    + " 'http://java.sun.com/dtd/web-app_2_3.dtd'>\n<web-app>",
            "<web-app xmlns='http://java.sun.com/xml/ns/j2ee' version='2.4'>",
            "<web-app xmlns='http://java.sun.com/xml/ns/javaee' version='2.5'>",
            "<web-app xmlns='http://java.sun.com/xml/ns/javaee' version='3.0'>",
            "<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='3.1'>",
            "<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='4.0'>",
            "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='5.0'>",
            "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>"})
    void aDescriptorOfAnyAgeWorks(String start) throws Exception {
        assertWorks(Wars.application().webXml(start + "\n" + Wars.BODY + "</web-app>"));
    }

    private void assertWorks(Wars war, String... options) throws Exception {
        Path grafted = graft(war.write(folder.resolve("app.war")), options);
        try (DeployedWar deployed = DeployedWar.start(grafted)) {
            deployed.assertKeysWork();
        }
    }

    private Path graft(Path war, String... options) throws IOException {
        Path grafted = folder.resolve("grafted.war");
        List<String> arguments = new ArrayList<>(List.of("graft", war.toString(), "--output", grafted.toString(),
                "--set", "postern.prefix=jobs", "--set", "postern.login=session",
                "--set", "postern.data-directory=" + folder.resolve("data")));
        arguments.addAll(List.of(options));
        new Commands().run(arguments.toArray(String[]::new)).ok();
        return grafted;
    }
}
