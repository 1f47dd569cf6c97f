package io.github.postern.store;

import java.time.LocalDate;

/**
 * How often keys were used on a day.
 *
 * @param day the day in UTC
 * @param uses how many requests were let in
 * @param refused how many were made with a right secret and refused all the same
 */
public record DailyUsage(LocalDate day, long uses, long refused) {}
