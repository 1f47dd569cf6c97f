/**
 * Puts this library into somebody else's WAR. {@link io.github.postern.cli.graft.Planner} decides
 * everything and changes nothing; its {@link io.github.postern.cli.graft.GraftPlan} can be printed,
 * or be carried out by {@link io.github.postern.cli.graft.WarWriter}.
 */
package io.github.postern.cli.graft;
