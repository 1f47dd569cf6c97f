package io.github.postern.store.jpa;

import io.github.postern.keyring.RowBinder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TypedQuery;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks, when the application starts, for keys that are bound under a pepper that is not set. It
 * only tells: whoever can write to the database can plant such a row, and shall not keep the
 * application from starting.
 */
final class MissingPepper {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private MissingPepper() {}

  /** Writes into the log which pepper is missing, if one is. */
  static void report(EntityManagerFactory factory, RowRules rules) {
    List<String> found;
    try (Transaction transaction = Transaction.begin("look for a missing pepper", factory)) {
      found = transaction.call(manager -> find(manager, rules));
    }
    found.stream()
        .findFirst()
        .ifPresent(binding -> LOG.log(
            Level.ERROR,
            "Keys in this database are bound under the pepper \"{0}\", which is not set. They are"
                + " refused (401), and their rows are left as they are. Set it again: in"
                + " postern.pepper (POSTERN_PEPPER) or postern.pepper-file, behind the current one"
                + " if that is new. If you gave it up on purpose, delete these keys; if it never"
                + " was yours, somebody else writes to the database",
            name(binding)));
  }

  private static List<String> find(EntityManager manager, RowRules rules) {
    List<String> known = known(rules);
    String others = IntStream.range(0, known.size())
        .mapToObj(i -> " and k.binding not like :known" + i)
        .collect(Collectors.joining());
    TypedQuery<String> bindings = manager
        .createQuery(
            "select k.binding from KeyRow k where k.application = :application"
                + " and k.revokedAt is null and k.binding is not null and k.binding <> :none"
                + others,
            String.class)
        .setParameter("application", rules.application())
        .setParameter("none", KeyRow.NO_BINDING);
    for (int i = 0; i < known.size(); i++) {
      bindings.setParameter("known" + i, known.get(i) + ":%");
    }
    return bindings.setMaxResults(1).getResultList();
  }

  private static List<String> known(RowRules rules) {
    return rules.binder().map(RowBinder::algorithms).orElse(List.of());
  }

  /** The content of a row may be anybody's: only what a name can be is shown. */
  private static String name(String binding) {
    String name = binding.replaceFirst(":.*", "").replaceFirst("^[^/]*/", "");
    return name.matches("[A-Za-z0-9-]{1,32}") ? name : "?";
  }
}
