package io.github.postern;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/** Finds a second copy of this library in an application: which of the two would be at work is a matter of chance. */
final class Doubles {

    private static final String SELF = Postern.class.getName().replace('.', '/') + ".class";

    private Doubles() {
    }

    /**
     * Refuses to go on if there is a second one.
     *
     * @throws SettingsException if the class loader finds more than one
     */
    static void refuse(ClassLoader application) {
        List<URL> places;
        try {
            places = Collections.list(application.getResources(SELF)).stream().distinct().toList();
        } catch (IOException e) {
            throw new SettingsException("The libraries of the application cannot be read", e);
        }
        if (places.size() > 1) {
            throw new SettingsException("There are " + places.size() + " Posterns in this application: " + places.stream()
                    .map(place -> place.toString().replace("!/" + SELF, "").replace(SELF, "")).toList()
                    + ". Keep one jar, in WEB-INF/lib.");
        }
    }
}
