package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.Login;
import io.github.postern.issue.Owners;
import io.github.postern.issue.Owners.KnownOwner;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.OddCharacters;
import io.github.postern.key.Owner;
import io.github.postern.key.Profile;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.owner.OwnerStatus.Presence;
import io.github.postern.policy.Policy;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import java.util.Optional;
import java.util.Set;

/** The people for whom administrators make keys: who they are, and which roles a key of theirs has. */
final class AdminOwners {

    private final Owners people;
    private final KeyDesk desk;
    private final Policy policy;
    private final Permissions permissions;

    AdminOwners(Owners people, KeyDesk desk, Policy policy, Permissions permissions) {
        this.people = people;
        this.desk = desk;
        this.policy = policy;
        this.permissions = permissions;
    }

    /** Tells an administrator, before they make a key for somebody, who that is and what the key will be able to do. */
    Reply show(Call call, String name) throws BadRequestException {
        Optional<Problem> refusal = permissions.may(call.administrator(), Action.SHOW).problem();
        if (refusal.isPresent()) {
            return Reply.problem(refusal.get());
        }
        KnownOwner person = find(call, name);
        LoginSource source = person.source().orElse(LoginSource.LOCAL);
        Decision sees = permissions.may(call.administrator(), Action.SHOW, subject(person, source));
        if (!sees.allowed()) {
            return Reply.problem(sees.problem(Problems.noSuchOwner()).orElseThrow());
        }
        Optional<String> mayNot = refuses(call, person, source).map(Problem::detail)
                .or(() -> desk.allowance(asLogin(person, source)).refusal().map(why -> why.detail()));
        Optional<Profile> profile = person.profile();
        return Reply.ok(Json.createObjectBuilder()
                .add("owner", person.owner().name())
                .add("known", person.known())
                .add("active", person.known() && person.active())
                .add("displayName", KeyJson.text(profile.flatMap(Profile::displayName)))
                .add("mail", KeyJson.text(profile.flatMap(Profile::mail)))
                .add("organisation", KeyJson.text(person.organisation()))
                .add("loginSource", KeyJson.text(person.source().map(LoginSource::text)))
                .add("lastLoginAt", KeyJson.text(person.login().map(LastLogin::at)))
                .add("roles", KeyJson.texts(person.roles()))
                .add("keys", desk.keys(person.owner()).size())
                .add("keysPerOwner", policy.keysPerOwner())
                .add("mayCreate", mayNot.isEmpty())
                .add("reason", KeyJson.text(mayNot))
                .build());
    }

    /** Returns who somebody is that a call names. */
    KnownOwner find(Call call, String name) throws BadRequestException {
        try {
            return people.find(new Owner(call.login().owner().realm(), name));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage() + ".");
        }
    }

    /** Returns why an administrator makes no key for somebody: out of reach, not there, or nobody who can own one. */
    Optional<Problem> refuses(Call call, KnownOwner person, LoginSource source) {
        boolean group = person.status().filter(OwnerStatus::group).isPresent();
        // Whom the directory does not know is in nobody's organisation, and nobody looks at an owner who is not there.
        boolean gone = !group && person.status().filter(status -> status.presence() == Presence.GONE).isPresent();
        Caller caller = call.administrator();
        Optional<Problem> refusal = (gone ? permissions.may(caller, Action.SHOW).and(() -> Decision.UNSEEN)
                : permissions.may(caller, Action.CREATE, subject(person, source))).problem(Problems.noSuchOwner());
        if (refusal.isEmpty() && group) {
            return Optional.of(new Problem(400, "invalid-request", "Groups own no keys",
                    "A key belongs to one person or service account; this is a group."));
        }
        boolean stranger = person.status().isEmpty() && !person.known() && !policy.safeguards().owners().strangers();
        return refusal.or(() -> stranger ? Optional.of(Problems.unknownOwner(person.owner().name())) : Optional.empty())
                .or(() -> isOdd(person.owner().name()) ? Optional.of(Problems.oddOwner()) : Optional.empty())
                .or(() -> person.active() ? Optional.empty() : Optional.of(Problems.noSuchOwner()));
    }

    /** As of a login: there is nobody of a name that looks like another's. */
    private static boolean isOdd(String name) {
        return OddCharacters.first(name, false).isPresent() || !OddCharacters.isVisible(name) || OddCharacters.isPadded(name);
    }

    private static Subject subject(KnownOwner person, LoginSource source) {
        return new Subject(person.owner(), person.id(), person.organisation(), source, Optional.empty());
    }

    /** Returns what the directory says of an owner; empty if there is none. */
    Optional<OwnerStatus> status(Owner owner) {
        return people.status(owner);
    }

    /**
     * Returns how the owner signs in. The directory knows best. The register knows the last time only, so the stricter rules,
     * those of SAML, can be chosen for anybody.
     */
    LoginSource source(KeyForms.KeyForOther wanted, KnownOwner person) {
        return person.status().flatMap(OwnerStatus::source).or(wanted::source).or(person::source).orElse(LoginSource.LOCAL);
    }

    /**
     * Refuses what an administrator says of how the owner signs in, where that is known otherwise: the rules of passwords are
     * not for whom the register saw come by SAML.
     */
    void requireFitting(KeyForms.KeyForOther wanted, KnownOwner person) throws BadRequestException {
        Optional<LoginSource> said = person.status().flatMap(OwnerStatus::source);
        if (wanted.source().isPresent() && said.isPresent() && !wanted.source().equals(said)) {
            throw new BadRequestException("The directory says that this owner signs in by " + said.get().text()
                    + "; leave loginSource out.");
        }
        boolean sawSaml = said.isEmpty() && person.source().equals(Optional.of(LoginSource.SAML));
        if (sawSaml && wanted.source().equals(Optional.of(LoginSource.LOCAL))) {
            throw new BadRequestException("This owner signed in by saml the last time; leave loginSource out.");
        }
    }

    /** Returns the owner as if logged in, for an administrator who acts for them. */
    static Login asLogin(KnownOwner person, LoginSource source) {
        return Login.absent(person.owner(), source, person.roles(), person.organisation(), person.id());
    }

    /** Returns the owner of a key likewise, with the roles that the key has now. */
    Login ownerOf(StoredKey key) {
        return Login.absent(key.owner(), key.loginSource(), rolesNow(key), key.organisation(), key.ownerId());
    }

    /** Returns the roles that a key has now; a directory is asked, and one that is away is a reason to stop. */
    Set<String> rolesNow(StoredKey key) {
        return people.status(key.owner()).map(OwnerStatus::roles)
                .orElseGet(() -> policy.safeguards().owners().roles(key.roles(), key.ownerLogin()));
    }

    /** Returns the roles that a key has now, to look at; empty if the directory is away, which is no reason to see nothing. */
    Optional<Set<String>> rolesIfTold(StoredKey key) {
        try {
            return Optional.of(rolesNow(key));
        } catch (KeysUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the owner of a key is locked or gone, as far as anybody says so. */
    boolean isLocked(StoredKey key) {
        return people.status(key.owner()).filter(status -> !status.active()).isPresent();
    }
}
