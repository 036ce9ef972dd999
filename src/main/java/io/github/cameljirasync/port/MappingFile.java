package io.github.cameljirasync.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameljirasync.jira.Jql;
import io.github.cameljirasync.run.MisconfiguredException;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mapping file of a sync with Port, and what a route asks of it when it is built: the placeholders
 * {@code {{bean:jiraSyncPortMapping.…}}}. It is read anew whenever a route asks for its filter, which each route does
 * first.
 */
public final class MappingFile implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(MappingFile.class);
    /** Jira's words for no issue at all. */
    private static final String NO_ISSUES = "created < \"1970-01-02\"";
    private static final String NO_FIELDS = "versionedRepresentations";
    private static final Pattern LITERAL = Pattern.compile("\\s*['\"]+([^'\"\\\\]+)['\"]+\\s*");

    private CamelContext camelContext;
    private String folder = "";
    private String file = "";
    private String organizationId = "";
    private PortMapping mapping;

    /** @param folder the folder of the mappings, a Camel resource */
    public void setFolder(String folder) {
        this.folder = folder;
    }

    /** @param file the mapping file, or a Camel resource such as {@code classpath:…}; empty for the one in the folder */
    public void setFile(String file) {
        this.file = file;
    }

    /** @param organizationId the organisation whose teams are read; empty for no teams */
    public void setOrganizationId(String organizationId) {
        this.organizationId = organizationId;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * Which issues, in Jira's words: those that any resource of the file wants.
     *
     * @throws MisconfiguredException when a filter can't be used
     */
    public synchronized String jql() {
        load();
        Set<String> conditions = conditions();
        return conditions.isEmpty() ? NO_ISSUES
                : conditions.size() == 1 ? conditions.iterator().next() : "(" + String.join(") OR (", conditions) + ')';
    }

    /** The filters of the resources as a JSON array, where they are to be told apart; empty where there is only one. */
    public synchronized String filters() {
        ArrayNode filters = JsonNodeFactory.instance.arrayNode();
        conditions().forEach(filters::add);
        return filters.size() > 1 ? filters.toString() : "";
    }

    /**
     * What Jira is to add to each issue, separated by commas.
     *
     * @throws MisconfiguredException for what would leave the fields of the issues out
     */
    public synchronized String expand() {
        String expand = expand(mapping().resources(Kind.ISSUE)).collect(Collectors.joining(","));
        if (expand.contains(NO_FIELDS)) {
            throw new MisconfiguredException(("A selector.expand of Port's mapping file %s asks for %s, with which Jira gives no"
                    + " .fields: take it out.").formatted(resource(), NO_FIELDS));
        }
        return expand;
    }

    private static Stream<String> expand(List<PortResource> resources) {
        return resources.stream().flatMap(one -> one.expand().stream()).flatMap(one -> Stream.of(one.split(",")))
                .map(String::strip).filter(one -> !one.isEmpty()).distinct();
    }

    /**
     * The resources that want a record of a kind.
     *
     * @param filters the filters that an issue matches; null where they are not told apart
     */
    synchronized List<PortResource> resources(Kind kind, Set<?> filters) {
        return mapping().resources(kind).stream().filter(resource -> filters == null || resource.jql().isEmpty()
                || filters.contains(condition(resource))).toList();
    }

    private Set<String> conditions() {
        return mapping().resources(Kind.ISSUE).stream().map(this::condition)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The filter of a resource without its order, which is the sync's. */
    private String condition(PortResource resource) {
        String jql = resource.jql().orElseThrow().replaceAll("[\\r\\n\\t]+", " ");
        try {
            if (jql.contains(")&")) {
                // Camel takes it for the end of a literal parameter
                throw new IllegalArgumentException("it has a parenthesis before &&; write AND instead");
            }
            return Jql.of(jql).condition();
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException("The selector.jql of %s of Port's mapping file %s can't be used: %s."
                    .formatted(resource, resource(), e.getMessage()));
        }
    }

    /** The resource that the mapping is read from, as Camel finds it. */
    public String resource() {
        if (file.isBlank()) {
            return folder + "/port-app-config.yml";
        }
        boolean plain = !ResourceHelper.hasScheme(file) && Files.exists(Path.of(file));
        return plain ? "file:" + file : file;
    }

    /** The kinds beside the issues, as {@code jira-issue-source} takes them. */
    public synchronized String kinds() {
        List<String> kinds = new ArrayList<>();
        for (Kind kind : List.of(Kind.PROJECT, Kind.USER, Kind.TEAM)) {
            List<PortResource> resources = mapping().resources(kind);
            if (resources.isEmpty() || kind == Kind.TEAM && !canReadTeams()) {
                continue;
            }
            List<String> options = new ArrayList<>();
            String expand = expand(resources).collect(Collectors.joining("%2C"));
            if (!expand.isEmpty()) {
                options.add("expand=" + expand);
            }
            if (resources.stream().anyMatch(PortResource::includeMembers)) {
                options.add("includeMembers=true");
            }
            kinds.add(kind.key() + (options.isEmpty() ? "" : "?" + String.join("&", options)));
        }
        return String.join(",", kinds);
    }

    private boolean canReadTeams() {
        if (organizationId.isBlank()) {
            LOG.info("Teams are not read: setting jira.organization-id (JIRA_ORGANIZATION_ID) is missing; it stands in the"
                    + " address of https://admin.atlassian.com");
            return false;
        }
        return true;
    }

    /** The share of its entities that a sync may delete in one run, 0 to 1. */
    public synchronized double removable() {
        return mapping().options().entityDeletionThreshold();
    }

    /** Whether a sync may delete anything. */
    public boolean deletes() {
        return removable() > 0;
    }

    /** Whether an entity's properties that the mapping does not name stay. */
    public synchronized boolean merge() {
        return mapping().options().enableMergeEntity();
    }

    public synchronized boolean createMissingRelatedEntities() {
        return mapping().options().createMissingRelatedEntities();
    }

    public synchronized boolean deleteDependentEntities() {
        return mapping().options().deleteDependentEntities();
    }

    /** The blueprints that stand in the mapping by name, separated by commas. */
    public synchronized String blueprints() {
        return mapping().resources().stream().flatMap(resource -> resource.template().blueprint().expressions())
                .map(expression -> LITERAL.matcher(expression.text())).filter(Matcher::matches)
                .map(literal -> literal.group(1)).distinct().collect(Collectors.joining(","));
    }

    /** The mapping as it was read last. */
    synchronized PortMapping mapping() {
        if (mapping == null) {
            load();
        }
        return mapping;
    }

    private void load() {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camelContext, resource())) {
            mapping = PortMapping.read(resource(), new String(in.readAllBytes(), StandardCharsets.UTF_8), new PortJq());
        } catch (IOException e) {
            throw new MisconfiguredException("Port's mapping file " + resource() + " (setting port.mapping) can't be read.");
        } catch (PortMappingException e) {
            throw new MisconfiguredException(e.getMessage());
        }
        mapping.notes().forEach(note -> LOG.info("{}", note));
    }
}
