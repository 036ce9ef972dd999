{
  key: .key,
  text: (.text | ltrimstr("x")
}
