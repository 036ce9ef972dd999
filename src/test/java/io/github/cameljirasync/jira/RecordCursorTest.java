package io.github.cameljirasync.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameljirasync.http.TryAgainException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordCursorTest {

    @Test
    void projectsAreReadByTheirWindowUntilJiraSaysThatItIsTheLast() throws Exception {
        RecordCursor cursor = cursor("project?expand=insight");
        assertThat(cursor.pages().path()).isEqualTo("/rest/api/3/project/search");
        assertThat(cursor.pages().query()).isEqualTo("startAt=0&maxResults=100&expand=insight");

        IssuePage page = cursor.take(json("{'values':[{'id':'10000','key':'SHOP'}],'isLast':false}"));

        assertThat(page.issues()).extracting(FoundIssue::id, FoundIssue::key)
                .containsExactly(org.assertj.core.api.Assertions.tuple("project/10000", "SHOP"));
        assertThat(page.newest()).isNull();
        assertThat(cursor.pages().query()).startsWith("startAt=1&");
        cursor.take(json("{'values':[{'id':'10001','key':'OPS'}],'isLast':true}"));
        assertThat(cursor.isDone()).isTrue();
    }

    @Test
    void aShortPageOfUsersIsNotTheLastOne() throws Exception {
        RecordCursor cursor = cursor("user");

        cursor.take(json("[{'accountId':'5b10','displayName':'Mia'}]"));

        assertThat(cursor.isDone()).isFalse();
        assertThat(cursor.pages().query()).isEqualTo("startAt=1000&maxResults=1000");
        cursor.take(json("[]"));
        assertThat(cursor.isDone()).isTrue();
    }

    @Test
    void aTeamIsHandedOverWithAllItsMembers() throws Exception {
        RecordCursor cursor = cursor("team?includeMembers");
        assertThat(cursor.pages().path()).isEqualTo("/gateway/api/public/teams/v1/org/org%20one/teams");

        IssuePage none = cursor.take(json("{'entities':[{'teamId':'t/1'},{'teamId':'t2'}],'cursor':null}"));
        assertThat(cursor.pages().path()).endsWith("/teams/t%2F1/members");
        IssuePage first = cursor.take(json("{'results':[{'accountId':'a'}],'pageInfo':{'endCursor':'c1','hasNextPage':true}}"));
        assertThat(cursor.pages().body()).isEqualTo(json("{'first':50,'after':'c1'}"));
        IssuePage whole = cursor.take(json("{'results':[{'accountId':'b'}],'pageInfo':{'endCursor':null,'hasNextPage':false}}"));

        assertThat(none.issues()).isEmpty();
        assertThat(first.issues()).isEmpty();
        assertThat(whole.issues()).singleElement()
                .satisfies(team -> assertThat(team.json().get("__members")).hasSize(2));
        cursor.take(json("{'results':[],'pageInfo':{'hasNextPage':false}}"));
        assertThat(cursor.isDone()).isTrue();
    }

    @Test
    void teamsThatLeadRoundInCirclesEndTheReading() throws Exception {
        RecordCursor cursor = cursor("team");
        cursor.take(json("{'entities':[{'teamId':'1'}],'cursor':'again'}"));

        assertThatThrownBy(() -> cursor.take(json("{'entities':[{'teamId':'1'}],'cursor':'again'}")))
                .isInstanceOf(IncompleteSearchException.class);
    }

    @Test
    void aKindThatJiraRefusesIsLeftOutAndTheNextOneIsRead() throws Exception {
        RecordCursor cursor = cursor("user,project");

        cursor.reject(new IllegalStateException("no permission to browse users"));

        assertThat(cursor.pages().path()).endsWith("/project/search");
    }

    @Test
    void anAnswerOfAnotherShapeIsAskedForAgain() {
        for (String kind : List.of("project", "user", "team")) {
            for (String answer : List.of("{}", "'x'", "{'values':{},'entities':1}")) {
                assertThatThrownBy(() -> cursor(kind).take(json(answer))).isInstanceOf(TryAgainException.class);
            }
        }
    }

    @Test
    void recordsWithoutAnIdAreNotHandedOver() throws Exception {
        List<FoundIssue> found = new ArrayList<>(cursor("user").take(json("[{},{'accountId':'a'},7]")).issues());

        assertThat(found).extracting(FoundIssue::key).containsExactly("a");
    }

    @Test
    void anUnknownKindIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> RecordKind.list("project,sprint")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sprint'").hasMessageContaining("project, user or team");
    }

    private static RecordCursor cursor(String kinds) {
        return new RecordCursor(RecordKind.list(kinds), "org one", null);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
