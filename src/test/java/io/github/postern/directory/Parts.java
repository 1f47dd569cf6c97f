package io.github.postern.directory;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends what has many values in parts, as Active Directory does: {@code memberOf;range=0-1499},
 * beside an empty {@code memberOf}.
 *
 * @param size how many values a part has
 * @param spelling how the option is written, with two %s
 * @param sentParts how many parts are sent before the server says nothing more
 * @param starts where the part starts that was asked for, by connection and attribute
 */
record Parts(int size, String spelling, int sentParts, Map<String, Integer> starts) {

  private static final Pattern ASKED = Pattern.compile("([^;]+);range=([0-9]+)-\\*");

  Parts(int size, String spelling) {
    this(size, spelling, Integer.MAX_VALUE, new ConcurrentHashMap<>());
  }

  Parts(int size, int sentParts) {
    this(size, ";range=%s-%s", sentParts, new ConcurrentHashMap<>());
  }

  /** Takes the options off what is asked for: this server knows none. */
  void remember(InMemoryInterceptedSearchRequest request) {
    starts.clear();
    SearchRequest real = request.getRequest().duplicate();
    real.setAttributes(request.getRequest().getAttributeList().stream()
        .map(name -> {
          Matcher asked = ASKED.matcher(name);
          if (!asked.matches()) {
            return name;
          }
          starts.put(asked.group(1).toLowerCase(Locale.ROOT), Integer.valueOf(asked.group(2)));
          return asked.group(1);
        })
        .toArray(String[]::new));
    request.setRequest(real);
  }

  SearchResultEntry of(InMemoryInterceptedSearchEntry answer) {
    Entry entry = new Entry(answer.getSearchEntry().getDN());
    for (Attribute attribute : answer.getSearchEntry().getAttributes()) {
      byte[][] values = attribute.getValueByteArrays();
      int start = starts.getOrDefault(attribute.getName().toLowerCase(Locale.ROOT), 0);
      if (values.length <= size) {
        entry.addAttribute(attribute);
      } else if (start < sentParts * (long) size) {
        int end = Math.min(start + size, values.length);
        entry.addAttribute(new Attribute(
            attribute.getName()
                + String.format(
                    spelling, start, end == values.length ? "*" : String.valueOf(end - 1)),
            Arrays.copyOfRange(values, start, end)));
        if (start == 0) {
          entry.addAttribute(new Attribute(attribute.getName(), new byte[0][]));
        }
      }
    }
    return new SearchResultEntry(entry);
  }
}
