package io.github.postern.cli.graft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes of a text at places in it; what is inserted at one place stays in the order in which it
 * was said.
 */
final class TextEdits {

  private record Edit(int from, int to, String text) {}

  private final List<Edit> edits = new ArrayList<>();

  void insert(int at, String text) {
    replace(at, at, text);
  }

  void replace(int from, int to, String text) {
    edits.add(new Edit(from, to, text));
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  String apply(String original) {
    StringBuilder changed = new StringBuilder();
    int done = 0;
    // Text that is inserted where other text is removed comes first.
    for (Edit edit : edits.stream()
        .sorted(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to))
        .toList()) {
      changed.append(original, done, edit.from()).append(edit.text());
      done = edit.to();
    }
    return changed.append(original, done, original.length()).toString();
  }
}
