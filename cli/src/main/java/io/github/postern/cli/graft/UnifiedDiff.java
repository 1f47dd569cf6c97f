package io.github.postern.cli.graft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Shows a change as {@code diff -u} does. */
final class UnifiedDiff {

  private static final int CONTEXT = 3;

  /** Beyond it the comparison would need more memory than it is worth. */
  private static final long MOST_CELLS = 16_000_000;

  private final List<String> old;
  private final List<String> changed;
  private final List<int[]> steps = new ArrayList<>();

  private UnifiedDiff(List<String> old, List<String> changed) {
    this.old = old;
    this.changed = changed;
  }

  /** Returns the lines of the diff, none if the texts are equal. */
  static List<String> of(String name, String old, String changed) {
    return new UnifiedDiff(old.lines().toList(), changed.lines().toList())
        .lines(name, old.isEmpty());
  }

  private List<String> lines(String name, boolean isNew) {
    List<String> lines = new ArrayList<>();
    align();
    int from = 0;
    while (from < steps.size()) {
      if (kind(from) == ' ') {
        from++;
        continue;
      }
      int begin = Math.max(0, from - CONTEXT);
      int end = hunkEnd(from);
      if (lines.isEmpty()) {
        lines.add(isNew ? "--- /dev/null" : "--- " + name);
        lines.add("+++ " + name);
      }
      hunk(begin, end, lines);
      from = end;
    }
    return lines;
  }

  /** A hunk ends where more lines are equal than two contexts have. */
  private int hunkEnd(int from) {
    int last = from;
    for (int i = from; i < steps.size() && i - last <= 2 * CONTEXT; i++) {
      last = kind(i) == ' ' ? last : i;
    }
    return Math.min(steps.size(), last + 1 + CONTEXT);
  }

  private void hunk(int begin, int end, List<String> lines) {
    List<String> body = new ArrayList<>();
    int[] count = new int[2];
    for (int i = begin; i < end; i++) {
      char kind = kind(i);
      count[0] += kind == '+' ? 0 : 1;
      count[1] += kind == '-' ? 0 : 1;
      body.add(
          kind + (kind == '+' ? changed.get(steps.get(i)[1]) : old.get(steps.get(i)[0])));
    }
    lines.add("@@ -"
        + (steps.get(begin)[0] + (count[0] == 0 ? 0 : 1))
        + ","
        + count[0]
        + " +"
        + (steps.get(begin)[1] + (count[1] == 0 ? 0 : 1))
        + ","
        + count[1]
        + " @@");
    lines.addAll(body);
  }

  private char kind(int i) {
    return (char) steps.get(i)[2];
  }

  /**
   * Equal beginnings and ends are set aside; between them the longest common subsequence decides.
   */
  private void align() {
    int start = 0;
    while (start < old.size()
        && start < changed.size()
        && old.get(start).equals(changed.get(start))) {
      step(start, start, ' ');
      start++;
    }
    int oldEnd = old.size();
    int newEnd = changed.size();
    while (oldEnd > start
        && newEnd > start
        && old.get(oldEnd - 1).equals(changed.get(newEnd - 1))) {
      oldEnd--;
      newEnd--;
    }
    alignMiddle(start, oldEnd, newEnd);
    for (; oldEnd < old.size(); oldEnd++, newEnd++) {
      step(oldEnd, newEnd, ' ');
    }
  }

  private void alignMiddle(int start, int oldEnd, int newEnd) {
    if ((long) (oldEnd - start) * (newEnd - start) > MOST_CELLS) {
      IntStream.range(start, oldEnd).forEach(i -> step(i, start, '-'));
      IntStream.range(start, newEnd).forEach(j -> step(oldEnd, j, '+'));
      return;
    }
    int[][] common = new int[oldEnd - start + 1][newEnd - start + 1];
    for (int i = oldEnd - 1; i >= start; i--) {
      for (int j = newEnd - 1; j >= start; j--) {
        common[i - start][j - start] = old.get(i).equals(changed.get(j))
            ? common[i - start + 1][j - start + 1] + 1
            : Math.max(common[i - start + 1][j - start], common[i - start][j - start + 1]);
      }
    }
    int i = start;
    int j = start;
    while (i < oldEnd || j < newEnd) {
      if (i < oldEnd && j < newEnd && old.get(i).equals(changed.get(j))) {
        step(i++, j++, ' ');
      } else if (j == newEnd
          || i < oldEnd && common[i - start + 1][j - start] >= common[i - start][j - start + 1]) {
        step(i++, j, '-');
      } else {
        step(i, j++, '+');
      }
    }
  }

  private void step(int oldLine, int newLine, char kind) {
    steps.add(new int[] {oldLine, newLine, kind});
  }
}
