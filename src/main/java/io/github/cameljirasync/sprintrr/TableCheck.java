package io.github.cameljirasync.sprintrr;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;

/** What {@code check} says about sprintrr's database: whether it can be reached, and has what an import needs. */
public final class TableCheck {

    private final TaskDatabase database;

    public TableCheck(TaskDatabase database) {
        this.database = database;
    }

    /**
     * Makes an array of sentences the body; those about what is wrong begin with {@code wrong: }.
     *
     * @throws RuntimeException as a sink's, when the database can't be asked
     */
    public void check(Exchange exchange) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        problems().forEach(problem -> lines.add("wrong: " + database.shownUrl() + " lacks what an import needs: " + problem
                + ". 'sprintrr connect --create-tables' creates the tables."));
        if (lines.isEmpty()) {
            lines.add(database.shownUrl() + " has all tables that an import needs; tasks are written for " + database.owner());
        }
        exchange.getMessage().setBody(lines);
    }

    private List<String> problems() {
        try {
            return new ArrayList<>(new Tables(database).problems());
        } catch (SQLException e) {
            throw new DatabaseFailures(database).of(e);
        }
    }
}
