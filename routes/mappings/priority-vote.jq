# An issue becomes an initiative. Whatever .fields are named here are asked of Jira.
# adf_markdown turns the description into Markdown (adf_text: into plain text), cut keeps whole characters.

# Jira's numbers are 8.0, and an effort is a whole number
def whole: tostring | split(".")[0] | tonumber;

def effort:
  .fields[variable("effortField") // ""]
  | if type == "object" then .value else . end
  | if type == "string" then (try tonumber catch null) else . end
  | if type == "number" and . > 0 then [ceil, 100] | min | whole else 1 end;

{
  title: ((.fields.summary // .key) | cut(200)),
  description: (.fields.description | adf_markdown),
  effort: effort,
  external_source: "jira",
  external_ref: .key
}
