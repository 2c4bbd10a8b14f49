//! One row group: encoded by whoever read its rows, appended by whoever writes the file.

use std::io::{self, Write};

use bytes::Bytes;
use parquet::basic::{Compression, Encoding, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter, get_column_writer};
use parquet::data_type::ByteArray;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnPath, SchemaDescPtr, SchemaDescriptor, Type};
use std::sync::Arc;

use super::error::into_io;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Whole numbers of 64 bits.
    Number,
    /// Moments in UTC, in milliseconds.
    Moment,
    /// UTF-8.
    Text,
}

/// The schema with how it is written.
#[derive(Clone)]
pub(super) struct Layout {
    pub(super) schema: SchemaDescPtr,
    pub(super) properties: WriterPropertiesPtr,
}

impl Layout {
    pub(super) fn new(columns: &[(String, Typed)], program: &str) -> io::Result<Self> {
        let fields = columns
            .iter()
            .map(|(name, typed)| field(name, *typed).map(Arc::new))
            .collect::<io::Result<_>>()?;
        let root = Type::group_type_builder("alert")
            .with_fields(fields)
            .build()
            .map_err(into_io)?;
        let mut properties = WriterProperties::builder()
            .set_created_by(program.to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_statistics_enabled(EnabledStatistics::Chunk);
        // Numbers of events and moments hardly repeat, but each is near the one before.
        for (name, _) in columns.iter().filter(|(_, typed)| *typed != Typed::Text) {
            let path = ColumnPath::from(name.as_str());
            properties = properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
        }
        Ok(Self {
            schema: Arc::new(SchemaDescriptor::new(Arc::new(root))),
            properties: Arc::new(properties.build()),
        })
    }

    /// Begins a file.
    pub(super) fn begin<W: Write + Send>(&self, out: W) -> io::Result<SerializedFileWriter<W>> {
        SerializedFileWriter::new(out, self.schema.root_schema_ptr(), Arc::clone(&self.properties))
            .map_err(into_io)
    }
}

fn field(name: &str, typed: Typed) -> io::Result<Type> {
    let (physical, logical) = match typed {
        Typed::Number => (Physical::INT64, None),
        Typed::Moment => (
            Physical::INT64,
            Some(LogicalType::timestamp(true, TimeUnit::MILLIS)),
        ),
        Typed::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
        .map_err(into_io)
}

/// A row group in memory.
pub(super) struct Group {
    chunks: Vec<(Bytes, ColumnCloseResult)>,
}

/// The values of a column with the levels of its cells.
pub(super) enum Values<'a> {
    Numbers(&'a [i64], &'a [i16]),
    Texts(&'a [ByteArray], &'a [i16]),
}

impl Group {
    pub(super) const fn new() -> Self {
        Self { chunks: Vec::new() }
    }

    /// Encodes the next column.
    pub(super) fn add(&mut self, layout: &Layout, values: &Values<'_>) -> io::Result<()> {
        let descriptor = layout.schema.column(self.chunks.len());
        let mut sink = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut sink));
        let writer = get_column_writer(descriptor, Arc::clone(&layout.properties), pages);
        let closed = match (writer, values) {
            (ColumnWriter::Int64ColumnWriter(mut writer), Values::Numbers(numbers, levels)) => {
                writer.write_batch(numbers, Some(levels), None).map_err(into_io)?;
                writer.close()
            }
            (ColumnWriter::ByteArrayColumnWriter(mut writer), Values::Texts(texts, levels)) => {
                writer.write_batch(texts, Some(levels), None).map_err(into_io)?;
                writer.close()
            }
            _ => return Err(io::Error::other("a column's values are not of its type")),
        }
        .map_err(into_io)?;
        let bytes = sink.into_inner().map_err(into_io)?;
        self.chunks.push((Bytes::from(bytes), closed));
        Ok(())
    }

    /// Appends it to a file.
    pub(super) fn append_to<W: Write + Send>(self, file: &mut SerializedFileWriter<W>) -> io::Result<()> {
        let mut group = file.next_row_group().map_err(into_io)?;
        for (bytes, closed) in self.chunks {
            group.append_column(&bytes, closed).map_err(into_io)?;
        }
        group.close().map(drop).map_err(into_io)
    }
}
