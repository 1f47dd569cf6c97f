package io.github.postern.login;

import jakarta.servlet.ServletContext;

/** Whose classes an application sees: its own, and not those of whoever loaded this library. */
final class ApplicationClassLoaders {

    private ApplicationClassLoaders() {
    }

    /** Returns the class loader of an application. A server that is set up in code may know none. */
    static ClassLoader of(ServletContext context) {
        if (context.getClassLoader() != null) {
            return context.getClassLoader();
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ApplicationClassLoaders.class.getClassLoader() : loader;
    }
}
