# samspill_embed(TARGET NAMESPACE FILE…): the bytes of each file inside the program, as
#   std::string_view NAMESPACE::file_name_with_underscores();
# and all of them by name as NAMESPACE::all(). After FOLDER, names are paths within that folder.
function(samspill_embed target namespace)
  cmake_parse_arguments(EMBED "" "FOLDER" "" ${ARGN})
  set(assembly ${CMAKE_BINARY_DIR}/embed/${target}.S)
  set(header ${CMAKE_BINARY_DIR}/embed/include/${target}.h)
  set(asm_text ".section .rodata\n")
  set(header_text "#pragma once\n#include <string_view>\n#include <utility>\n#include <vector>\n\n")
  set(externs "extern \"C\" {\n")
  set(functions "namespace ${namespace} {\n")
  set(list "")
  foreach(file ${EMBED_UNPARSED_ARGUMENTS})
    get_filename_component(base ${file} NAME)
    get_filename_component(listed ${file} NAME_WE)
    if(EMBED_FOLDER)
      file(RELATIVE_PATH base ${EMBED_FOLDER} ${file})
      set(listed ${base})
    endif()
    string(REGEX REPLACE "[^A-Za-z0-9]" "_" symbol ${base})
    string(REGEX REPLACE "^([0-9])" "n\\1" symbol ${symbol})
    set(begin "${target}_${symbol}_begin")
    set(end "${target}_${symbol}_end")
    string(APPEND asm_text ".global ${begin}\n.global ${end}\n.balign 16\n${begin}:\n"
                           ".incbin \"${file}\"\n${end}:\n.byte 0\n")
    string(APPEND externs "extern const char ${begin}[];\nextern const char ${end}[];\n")
    string(APPEND functions "inline std::string_view ${symbol}() {\n"
                            "  return {${begin}, static_cast<std::size_t>(${end} - ${begin})};\n}\n")
    string(APPEND list "    {\"${listed}\", ${symbol}()},\n")
  endforeach()
  set(all "inline std::vector<std::pair<std::string_view, std::string_view>> all() {\n  return {\n${list}  };\n}\n")
  string(APPEND asm_text ".section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${assembly} CONTENT "${asm_text}" @ONLY)
  file(CONFIGURE OUTPUT ${header}
       CONTENT "${header_text}${externs}}\n\n${functions}\n${all}}  // namespace ${namespace}\n" @ONLY)
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS "${EMBED_UNPARSED_ARGUMENTS}")
  add_library(${target} STATIC ${assembly})
  target_include_directories(${target} SYSTEM PUBLIC ${CMAKE_BINARY_DIR}/embed/include)
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE CXX)
endfunction()

file(GLOB tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/*.csv)
samspill_embed(reference_tables samspill::reference::tables ${tables})

file(GLOB steps CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schema/*.sql)
samspill_embed(schema_steps samspill::storage::files ${steps})

set(report_dist ${CMAKE_SOURCE_DIR}/web/dist/report)
if(EXISTS ${report_dist}/report.js)
  samspill_embed(report_assets samspill::report::assets ${report_dist}/report.js
                 ${report_dist}/report.css ${report_dist}/basemap.json)
else()
  message(FATAL_ERROR "web/dist/report is missing. Run script/setup, or: cd web && npm ci && npm run build")
endif()

# The web client of the desk.
set(desk_dist ${CMAKE_SOURCE_DIR}/web/dist/desk)
file(GLOB_RECURSE desk_files CONFIGURE_DEPENDS ${desk_dist}/*)
samspill_embed(desk_assets samspill::service::assets FOLDER ${desk_dist} ${desk_files})

# The names of the vocabulary turned round, made by a small program of ours.
set(language_sources letters everyday_words stems compounds spelling analysis build_index)
list(TRANSFORM language_sources REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/src/language/\\1.cpp")
function(samspill_language_index)
  set(index ${CMAKE_BINARY_DIR}/language/language_index.bin)
  add_library(language_words STATIC ${language_sources})
  target_link_libraries(language_words PUBLIC samspill_reference stemmer)
  add_executable(write_language_index tools/write_language_index.cpp)
  target_link_libraries(write_language_index PRIVATE language_words)
  add_custom_command(OUTPUT ${index} COMMAND write_language_index ${index}
                     DEPENDS write_language_index VERBATIM)
  samspill_embed(language_index samspill::language::tables ${index})
endfunction()
