package io.github.postern.spi;

import java.util.Set;

/** The object that an application keeps in its sessions, for {@link UserBridge}. */
public record User(String name, Set<String> roles) {}
