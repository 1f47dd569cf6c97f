package io.github.postern;

/** The names by which a {@code web.xml} declares the classes of this package. */
final class DeclaredNames {

  /** The filter. */
  static final String FILTER = "io.github.postern.PosternFilter";

  /** The management servlet. */
  static final String SERVLET = "io.github.postern.PosternServlet";

  private DeclaredNames() {}
}
