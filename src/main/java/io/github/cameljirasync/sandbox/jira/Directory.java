package io.github.cameljirasync.sandbox.jira;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users of a Jira site and the teams of its organisation. Safe for use from any thread. */
public final class Directory {

    private final Map<String, Person> users = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, Team> teams = new LinkedHashMap<>();

    /** Adds a user or changes the one with the same account id. */
    public synchronized void add(Person user) {
        users.put(user.accountId(), user);
    }

    public synchronized void removeUser(String accountId) {
        users.remove(accountId);
    }

    /** A hidden user takes up a place on a page of users but isn't shown, so the page is short (jira-facts 2.9). */
    public synchronized void hide(String accountId) {
        hidden.add(accountId);
    }

    /** Adds a team or changes the one with the same id. */
    public synchronized void add(Team team) {
        teams.put(team.teamId(), team);
    }

    public synchronized void removeTeam(String teamId) {
        teams.remove(teamId);
    }

    /** All users, hidden ones too, oldest first. */
    public synchronized List<Person> users() {
        return List.copyOf(users.values());
    }

    /** The teams of an organisation, oldest first. */
    public synchronized List<Team> teams(String organizationId) {
        return teams.values().stream().filter(team -> team.organizationId().equals(organizationId)).toList();
    }

    synchronized Optional<Team> team(String organizationId, String teamId) {
        return Optional.ofNullable(teams.get(teamId)).filter(team -> team.organizationId().equals(organizationId));
    }

    synchronized boolean isHidden(Person user) {
        return hidden.contains(user.accountId());
    }

    synchronized void know(Person user) {
        if (user != null) {
            users.putIfAbsent(user.accountId(), user);
        }
    }
}
