package io.github.postern.store.jpa;

import io.github.postern.key.KeysUnavailableException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first start of an application with tables of version 2: it puts its name on the rows that
 * were there before, and writes down once and for all which rows are taken without a binding. Later
 * starts only read that, so a row that somebody adds without one is not taken, whenever it says
 * that it was made. The content of a database cannot tell an upgrade from the hand of somebody who
 * took all bindings away: rows are taken where this process itself found tables without bindings
 * and upgraded them, or where the settings say so.
 */
final class EarlierRowAdoption {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final int TRIES = 10;

  private EarlierRowAdoption() {}

  /**
   * Returns when the last row was made that is taken unbound; 0: none is.
   *
   * @param upgraded whether this process found tables of before bindings and upgraded them
   * @throws KeysUnavailableException if the database cannot be read, or has rows to be taken over
   *     and cannot be written
   */
  static long prepare(EntityManagerFactory factory, RowRules rules, boolean upgraded) {
    for (int tries = 1; ; tries++) {
      Optional<ApplicationRow> known =
          run(factory, manager -> find(manager, rules.application()), false);
      if (known.isPresent()) {
        known.get().require(rules);
        // Another node was faster, and did not see the upgrade.
        boolean confirms = upgraded && known.get().waits(rules);
        ApplicationRow row =
            confirms ? run(factory, manager -> confirmed(manager, rules), true) : known.get();
        return logged(factory, row, rules);
      }
      try {
        return logged(
            factory, run(factory, manager -> first(manager, rules, upgraded), true), rules);
      } catch (ConflictException e) {
        if (tries == TRIES) { // else another node was faster
          throw new KeysUnavailableException(
              "The application cannot be registered: " + e.getMessage(), e);
        }
      } catch (KeysUnavailableException e) {
        if (run(factory, EarlierRowAdoption::hasOldRows, false)) {
          throw e;
        }
        LOG.log(
            Level.DEBUG,
            "The application is registered at a later start; the database cannot be"
                + " written now",
            e);
        return 0;
      }
    }
  }

  /**
   * By a query: some providers do not give out a row that the database found by another spelling of
   * its id.
   */
  private static Optional<ApplicationRow> find(EntityManager manager, String application) {
    return manager
        .createQuery(
            "select a from ApplicationRow a where a.application = :application",
            ApplicationRow.class)
        .setParameter("application", application)
        .getResultStream()
        .findFirst();
  }

  private static ApplicationRow confirmed(EntityManager manager, RowRules rules) {
    ApplicationRow row = find(manager, rules.application()).orElseThrow();
    row.confirm(rules);
    return row;
  }

  /**
   * At each start, because while rows are taken, who can write to the database can make rows look
   * old.
   */
  private static long logged(EntityManagerFactory factory, ApplicationRow row, RowRules rules) {
    long until = row.unboundUntil(rules);
    boolean named =
        rules.unbound() == RowRules.Unbound.BIND || rules.unbound() == RowRules.Unbound.UPGRADED;
    if (rules.binder().isEmpty() || rules.unbound() == RowRules.Unbound.REFUSE) {
      return until;
    }
    if (named || until > 0) {
      LOG.log(
          Level.WARNING,
          "Keys from before version 2 of the tables are still accepted without a binding,"
              + " and bound at their first use. Set postern.unbound-keys=refuse when they"
              + " were used or rotated; the statistics of the administrators' API say how"
              + " many are left (protection)");
    } else if (row.waits(rules) && run(factory, EarlierRowAdoption::hasUnboundRows, false)) {
      LOG.log(
          Level.ERROR,
          "There are keys without a binding, and this application has not seen that the"
              + " tables were upgraded from version 1, so it refuses these keys. If you"
              + " ran the script of version 2 yourself, or another application did the"
              + " upgrade, set postern.unbound-keys=upgraded until the keys were used or"
              + " rotated. If the tables were never upgraded, somebody else writes to the"
              + " database: set postern.unbound-keys=refuse");
    }
    return until;
  }

  private static <R> R run(
      EntityManagerFactory factory, Function<EntityManager, R> work, boolean commit) {
    try (Transaction transaction = Transaction.begin("register the application", factory)) {
      R result = transaction.call(work);
      if (commit) {
        transaction.commit();
      }
      return result;
    }
  }

  private static boolean hasOldRows(EntityManager manager) {
    return manager
            .createQuery(
                "select count(k) from KeyRow k where k.application = '-' or" + " k.presumed = 1",
                Long.class)
            .getSingleResult()
        > 0;
  }

  private static boolean hasUnboundRows(EntityManager manager) {
    return manager
            .createQuery(
                "select count(k) from KeyRow k where k.presumed = 1 and k.binding" + " is null",
                Long.class)
            .getSingleResult()
        > 0;
  }

  private static ApplicationRow first(EntityManager manager, RowRules rules, boolean upgraded) {
    int keys = adopt(manager, rules.application());
    // An application with bound rows has started before: then somebody else removed the row
    // that this writes.
    boolean again = rules.binder().isPresent() && hasBoundRows(manager, rules.application());
    if (again) {
      LOG.log(
          Level.ERROR,
          "The row of {0} is gone from {1}: somebody else can write to the database. No"
              + " row without a binding is accepted",
          rules.application(),
          ApplicationRow.TABLE);
    }
    // Postern made no row before 1970.
    long last = again ? 0 : Math.max(0, latestOfOldRows(manager));
    ApplicationRow row = new ApplicationRow(rules, upgraded ? last : -last);
    manager.persist(row);
    manager.flush();
    if (keys > 0) {
      LOG.log(
          Level.INFO,
          "{0} keys from before applications were distinguished belong to \"{1}\" now",
          keys,
          rules.application());
    }
    return row;
  }

  private static long latestOfOldRows(EntityManager manager) {
    return Math.max(
        latest(
            manager,
            "select max(k.createdAt) from KeyRow k where k.presumed = 1 and k.binding is null"),
        latest(
            manager, "select max(o.at) from OwnerRow o where o.known = 0 and o.binding is null"));
  }

  private static boolean hasBoundRows(EntityManager manager, String application) {
    return List.of("KeyRow", "OwnerRow").stream()
        .anyMatch(row -> manager
                .createQuery(
                    "select count(r) from "
                        + row
                        + " r where r.application ="
                        + " :application and r.binding is"
                        + " not null",
                    Long.class)
                .setParameter("application", application)
                .getSingleResult()
            > 0);
  }

  private static long latest(EntityManager manager, String query) {
    Long latest = manager.createQuery(query, Long.class).getSingleResult();
    return latest == null ? 0 : latest;
  }

  private static int adopt(EntityManager manager, String application) {
    List.of("POSTERN_EVENT", "POSTERN_DAY", "POSTERN_OWNER")
        .forEach(table -> adopt(manager, table, "", application));
    return adopt(manager, "POSTERN_KEY", ", PRESUMED = 1", application);
  }

  private static int adopt(EntityManager manager, String table, String more, String application) {
    return manager
        .createNativeQuery(
            "UPDATE " + table + " SET APPLICATION = ?1" + more + " WHERE APPLICATION = '-'")
        .setParameter(1, application)
        .executeUpdate();
  }
}
