package sample.jobs;

import jakarta.servlet.ServletContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sample.data.Database;

/** The backup jobs of all users. */
public final class Jobs {

  private static final String SELECT =
      "SELECT id, name, source, schedule, created_by, created_at, status, note, last_run_at"
          + " FROM job ";

  private final Database database;

  public Jobs(Database database) {
    this.database = database;
  }

  /** The jobs of this application, for its servlets. */
  static Jobs of(ServletContext context) {
    return (Jobs) context.getAttribute(Jobs.class.getName());
  }

  public void publish(ServletContext context) {
    context.setAttribute(Jobs.class.getName(), this);
  }

  /** The newest first. */
  List<Job> list() {
    return database.call(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(SELECT + "ORDER BY id DESC FETCH FIRST 500 ROWS ONLY")) {
        return read(select);
      }
    });
  }

  Optional<Job> find(long id) {
    return database.call(connection -> find(connection, id));
  }

  Job add(NewJob definition, String creator, Instant now) {
    return database.call(
        connection -> insert(connection, new Job(0, definition, creator, now, Optional.empty())));
  }

  /** Records a run of this job; empty where there is no such job. */
  Optional<Job> run(long id, Job.Run run) {
    return database.call(connection -> {
      try (PreparedStatement update = connection.prepareStatement(
          "UPDATE job SET status = ?, note = ?, last_run_at = ? WHERE id" + " = ?")) {
        update.setString(1, run.status());
        update.setString(2, run.note());
        update.setLong(3, run.at().toEpochMilli());
        update.setLong(4, id);
        update.executeUpdate();
      }
      return find(connection, id);
    });
  }

  /** Answers whether there was such a job. */
  boolean delete(long id) {
    return database.call(connection -> {
      try (PreparedStatement delete = connection.prepareStatement("DELETE FROM job WHERE id = ?")) {
        delete.setLong(1, id);
        return delete.executeUpdate() == 1;
      }
    });
  }

  /** Fills an empty list, so that the first visitor has something to look at. */
  public void addSamples() {
    if (list().isEmpty()) {
      List<Job> samples = SampleJobs.before(Instant.now());
      database.call(connection -> {
        for (Job job : samples) {
          insert(connection, job);
        }
        return samples;
      });
    }
  }

  private static Job insert(Connection connection, Job job) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("""
                        INSERT INTO job (name, source, schedule, created_by, created_at, status, note, last_run_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """, Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, job.definition().name());
      insert.setString(2, job.definition().source());
      insert.setString(3, job.definition().schedule());
      insert.setString(4, job.createdBy());
      insert.setLong(5, job.createdAt().toEpochMilli());
      insert.setString(6, job.status());
      insert.setString(7, job.lastRun().map(Job.Run::note).orElse(null));
      insert.setObject(
          8, job.lastRun().map(run -> run.at().toEpochMilli()).orElse(null), Types.BIGINT);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return job.withId(keys.getLong(1));
      }
    }
  }

  private static Optional<Job> find(Connection connection, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      select.setLong(1, id);
      return read(select).stream().findFirst();
    }
  }

  private static List<Job> read(PreparedStatement select) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        jobs.add(job(row));
      }
    }
    return jobs;
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getLong("id"),
        new NewJob(row.getString("name"), row.getString("source"), row.getString("schedule")),
        row.getString("created_by"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        lastRun(row));
  }

  private static Optional<Job.Run> lastRun(ResultSet row) throws SQLException {
    long at = row.getLong("last_run_at");
    return row.wasNull()
        ? Optional.empty()
        : Optional.of(
            new Job.Run(row.getString("status"), row.getString("note"), Instant.ofEpochMilli(at)));
  }
}
