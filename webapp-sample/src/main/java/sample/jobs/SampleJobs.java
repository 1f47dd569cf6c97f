package sample.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The jobs that the sample starts with. */
final class SampleJobs {

  private SampleJobs() {}

  /** Jobs that were set up and ran before this instant, the newest last. */
  static List<Job> before(Instant now) {
    Instant setUp = now.minus(Duration.ofDays(40));
    return List.of(
        job(
            setUp,
            "Home directories",
            "fileserver-01:/srv/home",
            "daily at 01:30",
            "bob",
            new Job.Run("succeeded", "184 GB in 41 minutes", now.minus(Duration.ofHours(7)))),
        job(
            setUp,
            "Customer database",
            "postgres://db-02/customers",
            "hourly",
            "alice",
            new Job.Run("succeeded", "12.6 GB in 4 minutes", now.minus(Duration.ofMinutes(22)))),
        job(
            setUp,
            "Mail archive",
            "mail-01:/var/vmail",
            "weekly at 03:00",
            "bob",
            new Job.Run(
                "failed", "mail-01 did not answer in 30 seconds", now.minus(Duration.ofDays(2)))),
        job(
            setUp,
            "Build artefacts",
            "s3://artefacts/releases",
            "0 4 * * 1-5",
            "alice",
            new Job.Run("running", "38 GB of about 52 GB", now.minus(Duration.ofMinutes(11)))));
  }

  private static Job job(
      Instant created, String name, String source, String schedule, String creator, Job.Run run) {
    return new Job(0, new NewJob(name, source, schedule), creator, created, Optional.of(run));
  }
}
