/** Backup jobs: the list, the REST API and its page. Jobs are recorded; nothing is copied. */
package sample.jobs;
