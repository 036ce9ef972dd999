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
     * Which issues, in Jira's words.
     *
     * @throws MisconfiguredException when the resources of the file want different ones, as one search gives only one
     */
    public synchronized String jql() {
        load();
        Set<String> filters = mapping.resources(Kind.ISSUE).stream().map(resource -> resource.jql().orElseThrow())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (filters.size() > 1) {
            throw new MisconfiguredException(("The issue resources of Port's mapping file %s have different filters (%s):"
                    + " give them one selector.jql, or write a second sync file for the others.").formatted(resource(),
                            String.join("; ", filters)));
        }
        return filters.stream().findFirst().orElse(NO_ISSUES);
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
            String expand = resources.stream().flatMap(one -> one.expand().stream()).flatMap(one -> Stream.of(one.split(",")))
                    .map(String::strip).distinct().collect(Collectors.joining("%2C"));
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
