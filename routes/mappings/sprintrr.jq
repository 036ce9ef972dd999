# An issue becomes a task. Whatever .fields are named here are asked of Jira.
# The person is looked up among user_profiles by e-mail, the milestone among those of the project by its title.

# Category of an issue type, in small letters; what is not named here is development
def categories: {
  "bug": "Testing", "defect": "Testing", "incident": "Testing", "problem": "Testing", "test": "Testing",
  "story": "Development", "task": "Development", "sub-task": "Development", "subtask": "Development",
  "improvement": "Development", "new feature": "Development", "spike": "Development",
  "epic": "Strategy", "initiative": "Strategy", "theme": "Strategy", "feature": "Strategy", "idea": "Strategy"
};

# What is not named here, such as High and Lowest, is medium
def priorities: {"highest": "High", "critical": "High", "low": "Low", "trivial": "Low"};

def small: (. // "") | ascii_downcase;

def blocked:
  (.fields.status.name | small | test("block|impediment"))
  or any(.fields.labels[]?; small == "blocked");

def status:
  if blocked then "Blocked"
  else {"done": "Completed", "indeterminate": "In Progress"}[.fields.status.statusCategory.key // ""] // "Not Started"
  end;

# A sub-task's parent is no epic
def epic:
  .fields.parent.fields
  | if . == null or (.issuetype.hierarchyLevel // 1) < 1 then null else .summary end;

{
  title: ((.fields.summary // .key) | cut(200)),
  description: (.fields.description | adf_text),
  status: status,
  priority: (priorities[.fields.priority.name | small] // "Medium"),
  category: (categories[.fields.issuetype.name | small] // "Development"),
  assigned_to: [.fields.assignee.emailAddress // empty],
  due_date: .fields.duedate,
  milestone: epic,
  external_id: .key,
  external_url: (variable("jiraSite") + "/browse/" + .key)
}
