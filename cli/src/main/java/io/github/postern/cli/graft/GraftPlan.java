package io.github.postern.cli.graft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The complete plan for a WAR.
 *
 * @param added what is written, by its name; bytes are not copied, so leave them alone
 * @param removed names of what is left out
 * @param steps what is done and why, a line each
 * @param diff the change of {@code web.xml} as a unified diff; none if it stays as it is
 * @param warnings what somebody should know or do
 */
public record GraftPlan(
    Map<String, byte[]> added,
    Set<String> removed,
    List<String> steps,
    List<String> diff,
    List<String> warnings) {

  /** Copies what it is given. */
  public GraftPlan {
    added = new TreeMap<>(added);
    removed = new TreeSet<>(removed);
    steps = List.copyOf(steps);
    diff = List.copyOf(diff);
    warnings = List.copyOf(warnings);
  }

  /** Returns the plan in words, for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(steps);
    lines.addAll(diff);
    warnings.forEach(warning -> lines.add("! " + warning));
    return lines;
  }
}
