package sample.login;

import java.util.Set;

/** Somebody who can log in. */
public record User(String name, String fullName, Set<String> roles) {

    public User {
        roles = Set.copyOf(roles);
    }
}
