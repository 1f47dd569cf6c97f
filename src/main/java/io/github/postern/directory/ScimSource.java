package io.github.postern.directory;

import io.github.postern.directory.DirectoryException.Kind;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.text.JsonNesting;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks owners up by SCIM 2.0 (RFC 7643, RFC 7644): the user whose {@code userName} is the owner's
 * name.
 */
final class ScimSource implements OwnerSource {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final Owner NOBODY = Owner.of("postern-checks-its-search");
  private static final int MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 64;

  private final JsonProvider json = JsonProvider.provider();
  private final ScimService service;
  private final Duration timeout;
  private final LongSupplier nanoTime;

  ScimSource(ScimService service, Duration timeout, LongSupplier nanoTime) {
    this.service = service;
    this.timeout = timeout;
    this.nanoTime = nanoTime;
  }

  @Override
  public OwnerStatus lookUp(Owner owner) throws DirectoryException {
    JsonObject list = get(owner);
    if (!(list.get("totalResults") instanceof JsonNumber total)) {
      throw unexpected("has no totalResults");
    }
    // Compared as it is: to make an int of 1e999999999 takes longer than anybody waits.
    if (total.bigDecimalValue().signum() == 0) {
      return OwnerStatus.gone();
    }
    List<JsonObject> users = objects(list.get("Resources"));
    if (total.bigDecimalValue().compareTo(BigDecimal.ONE) != 0 || users.size() != 1) {
      throw unexpected("has not one user, but none or several, for one userName");
    }
    JsonObject user = users.get(0);
    // A service that knows no filters returns whomever it has. userName is not case-exact: RFC
    // 7643 section 4.1.1.
    if (text(user, "userName").filter(owner.name()::equalsIgnoreCase).isEmpty()) {
      throw unexpected("is about another userName than it was asked for");
    }
    return read(user);
  }

  @Override
  public void check() throws DirectoryException {
    get(NOBODY);
  }

  /**
   * There is nothing to close: idle connections are the JDK's, hold nothing of the application, and
   * end by themselves.
   */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return service.toString();
  }

  private OwnerStatus read(JsonObject user) throws DirectoryException {
    JsonValue active = user.get("active");
    if (active != JsonValue.TRUE && active != JsonValue.FALSE) {
      throw unexpected("does not say for some owner whether 'active' is true or false");
    }
    String id = text(user, "id").orElseThrow(() -> unexpected("has no id for some owner"));
    Set<String> roles = new HashSet<>();
    if (active == JsonValue.TRUE && service.roles()) {
      objects(user.get("roles")).forEach(role -> text(role, "value").ifPresent(roles::add));
    }
    if (active == JsonValue.TRUE && service.groups()) {
      objects(user.get("groups")).forEach(group -> text(group, "display").ifPresent(roles::add));
    }
    Optional<String> organisation = user.get(ENTERPRISE) instanceof JsonObject enterprise
        ? text(enterprise, "organization")
        : Optional.empty();
    return new OwnerStatus(
        active == JsonValue.TRUE ? Presence.ACTIVE : Presence.DISABLED,
        false,
        roles,
        organisation,
        Optional.empty(),
        Optional.of(id));
  }

  private JsonObject get(Owner owner) throws DirectoryException {
    // The value is a JSON string: RFC 7644 section 3.4.2.2.
    String filter = "userName eq " + json.createValue(owner.name());
    String query = "filter="
        + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20")
        + "&count=2";
    HttpURLConnection connection = null;
    boolean whole = false;
    try {
      connection = (HttpURLConnection) service.users(query).toURL().openConnection();
      byte[] body = answer(connection);
      whole = true;
      return parse(body);
    } catch (IOException e) {
      throw new DirectoryException(
          Kind.UNREACHABLE, "Owners cannot be looked up in " + service + ": " + e, e);
    } finally {
      if (connection != null && !whole) {
        connection.disconnect();
      }
    }
  }

  /**
   * In UTF-8 (RFC 7644 section 3.1). Parsers throw more than JsonException: some have limits for
   * depths and lengths.
   */
  private JsonObject parse(byte[] body) throws DirectoryException {
    String text = new String(body, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    if (JsonNesting.of(text) > DEEPEST) {
      throw unexpected("is nested more than " + DEEPEST + " deep");
    }
    try (JsonReader reader = json.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      throw unexpected("is no JSON object");
    }
  }

  private byte[] answer(HttpURLConnection connection) throws IOException {
    long begin = nanoTime.getAsLong();
    connection.setConnectTimeout((int) timeout.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    // The token is for this service and no other.
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Authorization", service.authorization());
    connection.setRequestProperty("Accept", "application/scim+json, application/json");
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("it answers with status " + status);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        body.write(buffer, 0, read);
        if (nanoTime.getAsLong() - begin > timeout.toNanos()) {
          throw new SocketTimeoutException("its answer does not end");
        }
        if (body.size() > MOST_BYTES) {
          throw new IOException("its answer has more than " + MOST_BYTES + " bytes");
        }
      }
    }
    return body.toByteArray();
  }

  private static List<JsonObject> objects(@Nullable JsonValue value) {
    return value instanceof JsonArray array
        ? array.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  private static Optional<String> text(JsonObject object, String member) {
    return object.get(member) instanceof JsonString string
            && !string.getString().isBlank()
        ? Optional.of(string.getString().strip())
        : Optional.empty();
  }

  private DirectoryException unexpected(String what) {
    return DirectoryException.badResponse("The answer of " + service + " " + what + ".");
  }
}
