package io.github.cameljirasync.port;

/** Functions of jq that jackson-jq lacks and that can be said in jq itself. */
final class JqDefinitions {

    static final String TEXT = """
            def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
            def fromdate: fromdateiso8601;
            def date: todate;
            def dateadd(u; n): . + n;
            def datesub(u; n): . - n;
            def repeat(f): def _repeat: ., (f | _repeat); _repeat;
            def isempty(g): [label $out | (g | false, break $out), true] | .[0];
            def IN(s): any(s == .; .);
            def IN(src; s): any(src == s; .);
            def INDEX(stream; f): reduce stream as $row ({}; . + {($row | f | tostring): $row});
            def INDEX(f): INDEX(.[]; f);
            def ascii: [.] | implode;
            def fabs: if . < 0 then -. else . end;
            def abs: if type == "number" and . < 0 then -. else . end;
            def trunc: if . < 0 then ceil else floor end;
            def fmin(a; b): [a, b] | min;
            def fmax(a; b): [a, b] | max;
            def toarray: if type == "array" then . else [.] end;
            def ltrim: sub("^\\\\s+"; "");
            def rtrim: sub("\\\\s+$"; "");
            def trim: ltrim | rtrim;
            .""";

    private JqDefinitions() {
    }
}
