package io.github.postern.spi;

import java.util.Set;

/** What an application keeps in its sessions, for {@link UserBridge}. */
public record User(String name, Set<String> roles) {}
