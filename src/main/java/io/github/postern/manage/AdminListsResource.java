package io.github.postern.manage;

import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyServices;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LoginSource;
import io.github.postern.store.DailyUsage;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.KeyStatistics;
import io.github.postern.store.Page;
import io.github.postern.store.Protection;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The calls about many keys at a time: lists, statistics, and the revocation of many. */
final class AdminListsResource {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST = 200;
  private static final int DAYS = 30;
  private static final List<Integer> ENDINGS = List.of(7, 30, 90, 365);
  private static final Set<String> REVOCATION = Set.of("issuedBefore");

  private final KeyAdministration administration;
  private final Permissions permissions;
  private final ManagementRules rules;

  AdminListsResource(KeyServices services, ManagementRules rules, Permissions permissions) {
    this.administration = services.administration();
    this.permissions = permissions;
    this.rules = rules;
  }

  ApiResponse list(ApiCall call) throws BadRequestException {
    Optional<ApiResponse> refusal = permissions.may(call.caller(), Action.LIST).refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    EvaluationContext context = rules.now();
    Page<StoredKey, KeyQuery.Position> page = administration.search(new KeyQuery(
        filter(call, context.now()),
        choice(call, "state", KeyState.values(), KeyState::text).orElse(null),
        context.now(),
        context.suspension(),
        limit(call),
        after(call).orElse(null)));
    return ApiResponse.ok(Json.createObjectBuilder()
        .add("keys", KeyJson.keys(page.items(), context))
        .add(
            "next",
            page.next()
                .<JsonValue>map(position ->
                    Json.createValue(position.createdAt().toEpochMilli() + "." + position.id()))
                .orElse(JsonValue.NULL))
        .build());
  }

  /** The numbers behind the charts. */
  ApiResponse statistics(ApiCall call) {
    Optional<ApiResponse> refusal = permissions.may(call.caller(), Action.LIST).refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Instant now = rules.clock().instant();
    String organisation = permissions.seenOrganisation(call.login()).orElse(null);
    KeyStatistics numbers = administration.statistics(
        new KeyQuery(
            KeyQuery.Filter.of(organisation), null, now, rules.now().suspension(), 1, null),
        ENDINGS);
    return ApiResponse.ok(Json.createObjectBuilder()
        .add("at", now.toString())
        .add(
            "total",
            numbers.states().values().stream().mapToLong(Long::longValue).sum())
        .add("states", states(numbers))
        .add("endings", endings(numbers))
        .add("endless", numbers.endless())
        .add("protection", protection(numbers))
        .add("uses", uses(organisation, LocalDate.ofInstant(now, ZoneOffset.UTC)))
        .build());
  }

  private static JsonObjectBuilder states(KeyStatistics numbers) {
    JsonObjectBuilder states = Json.createObjectBuilder();
    new TreeMap<>(numbers.states()).forEach((state, keys) -> states.add(state.text(), keys));
    return states;
  }

  private static JsonObjectBuilder protection(KeyStatistics numbers) {
    JsonObjectBuilder protection = Json.createObjectBuilder();
    new TreeMap<>(numbers.protection()).forEach((each, keys) -> protection.add(each.text(), keys));
    return protection;
  }

  private static JsonArrayBuilder endings(KeyStatistics numbers) {
    JsonArrayBuilder endings = Json.createArrayBuilder();
    for (int i = 0; i < numbers.endings().size(); i++) {
      JsonValue days = i < ENDINGS.size() ? Json.createValue(ENDINGS.get(i)) : JsonValue.NULL;
      endings.add(Json.createObjectBuilder()
          .add("days", days)
          .add("keys", numbers.endings().get(i)));
    }
    return endings;
  }

  /** Each of the last days, also those without a use. */
  private JsonArrayBuilder uses(@Nullable String organisation, LocalDate today) {
    Map<LocalDate, DailyUsage> known =
        administration.uses(organisation, today.minusDays(DAYS - 1)).stream()
            .collect(Collectors.toMap(DailyUsage::day, Function.identity()));
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (int i = DAYS - 1; i >= 0; i--) {
      LocalDate day = today.minusDays(i);
      DailyUsage use = known.getOrDefault(day, new DailyUsage(day, 0, 0));
      array.add(Json.createObjectBuilder()
          .add("day", day.toString())
          .add("uses", use.uses())
          .add("refused", use.refused()));
    }
    return array;
  }

  /** Revokes everything in the administrator's reach that was issued before an instant. */
  ApiResponse revoke(ApiCall call) throws IOException, BadRequestException {
    Optional<ApiResponse> refusal =
        permissions.may(call.caller(), Action.REVOKE_MANY).refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Instant before = RequestBody.read(call.request(), REVOCATION)
        .instant("issuedBefore")
        .orElseThrow(
            () -> new BadRequestException("Say in issuedBefore until when keys are" + " revoked."));
    String organisation = permissions.managedOrganisation(call.login()).orElse(null);
    int revoked = administration.revoke(
        new KeyQuery.Filter(organisation, null, null, null, null, null, before),
        call.actor(permissions.reach(call.login())));
    return ApiResponse.ok(Json.createObjectBuilder().add("revoked", revoked).build());
  }

  private KeyQuery.Filter filter(ApiCall call, Instant now) throws BadRequestException {
    Optional<String> unused = call.parameter("unusedFor");
    Instant unusedSince =
        unused.isEmpty() ? null : now.minus(RequestBody.duration("unusedFor", unused.get()));
    return new KeyQuery.Filter(
        permissions.seenOrganisation(call.login()).orElse(null),
        call.parameter("owner").orElse(null),
        call.parameter("createdBy").orElse(null),
        choice(call, "loginSource", LoginSource.values(), LoginSource::text).orElse(null),
        call.parameter("q").orElse(null),
        unusedSince,
        null,
        choice(call, "protection", Protection.values(), Protection::text).orElse(null));
  }

  private static <T> Optional<T> choice(
      ApiCall call, String parameter, T[] choices, Function<T, String> text)
      throws BadRequestException {
    Optional<String> wanted = call.parameter(parameter);
    Optional<T> chosen = wanted.flatMap(word ->
        Arrays.stream(choices).filter(choice -> text.apply(choice).equals(word)).findFirst());
    if (wanted.isPresent() && chosen.isEmpty()) {
      throw new BadRequestException("The parameter "
          + parameter
          + " must be one of "
          + Arrays.stream(choices).map(text).collect(Collectors.joining(", "))
          + ".");
    }
    return chosen;
  }

  private static int limit(ApiCall call) throws BadRequestException {
    String limit = call.parameter("limit").orElse(String.valueOf(DEFAULT_LIMIT));
    if (!limit.matches("[0-9]{1,3}")
        || Integer.parseInt(limit) < 1
        || Integer.parseInt(limit) > MOST) {
      throw new BadRequestException("The parameter limit must be a number from 1 to " + MOST + ".");
    }
    return Integer.parseInt(limit);
  }

  private static Optional<KeyQuery.Position> after(ApiCall call) throws BadRequestException {
    Optional<String> after = call.parameter("after");
    if (after.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = after.get().split("\\.", 2);
    Optional<KeyId> id = parts.length == 2 ? KeyId.parse(parts[1]) : Optional.empty();
    if (id.isEmpty() || !parts[0].matches("[0-9]{1,15}")) {
      throw new BadRequestException(
          "The parameter after must be the member next of an earlier answer.");
    }
    return Optional.of(
        new KeyQuery.Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), id.get()));
  }
}
